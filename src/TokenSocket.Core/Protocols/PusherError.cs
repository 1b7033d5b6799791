namespace TokenSocket.Protocols;

/// <summary>What a server says is wrong.</summary>
/// <param name="Code">Its number; null where it gave none.</param>
/// <param name="Message">Its words, which may be empty.</param>
/// <param name="Channel">What it is about; null where it is about no channel.</param>
internal sealed record PusherError(int? Code, string Message, string? Channel)
{
    /// <summary>Whether the server is about to close: stop, wait, or come back at once. All others are news.</summary>
    /// <remarks>Pusher Channels documentation, Pusher Channels Protocol: "Error codes".</remarks>
    public bool IsEnding => Code is >= 4000 and <= 4299;

    /// <summary>Whether a resume has been refused as a whole: the server does not do that, or cannot read it.</summary>
    /// <remarks>sockudo, recovery.rs. The same numbers say that client events come too fast, so the words decide.</remarks>
    public bool IsAboutRecovery =>
        Code is 4301 or 4302
        && (Message.Contains("recover", StringComparison.OrdinalIgnoreCase) || Message.Contains("resume", StringComparison.OrdinalIgnoreCase));

    /// <summary>Reads it; null where it is none, with a sentence that says why.</summary>
    public static PusherError? Read(PusherFrame frame, out string? fault)
    {
        var data = frame.DataFields();
        var error = new PusherError(data.Number("code"), data.Text("message") ?? "", data.Name("channel") ?? frame.Channel);
        fault = data.Fault;
        return fault is null ? error : null;
    }
}
