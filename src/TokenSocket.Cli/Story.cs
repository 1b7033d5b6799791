using System.Globalization;
using TokenSocket.CloseCodes;
using TokenSocket.Messages;
using TokenSocket.Notices;

namespace TokenSocket.Cli;

/// <summary>Tells people what happened, a line each.</summary>
/// <param name="gateway">The address; its query is not told.</param>
internal sealed class Story(Uri gateway)
{
    private const int MostBytes = 32;

    private readonly string _gateway = gateway.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);

    /// <summary>The line of a notice; null where there is nothing to tell.</summary>
    public StoryLine? Of(ConnectionNotice notice) => notice switch
    {
        Connecting e => new(Tone.Quiet, "Connecting", $"to {_gateway}, attempt {e.Attempt}."),
        Connected => new(Tone.Good, "Connected.", ""),
        Disconnected e => Of(e),
        RetryScheduled e => new(Tone.Waiting, "Next try", $"in {Durations.Seconds(e.Delay)}, attempt {e.Attempt}."),
        TokenRefreshed => new(Tone.Quiet, "Another token", "is at hand."),
        TokenRefreshFailed e => new(Tone.Bad, "No other token:", $"{OptionWords.InWords(e.Reason)} {(e.RetryIn is { } wait ? $"Asking again in {Durations.Seconds(wait)}." : "The next connect asks again.")}"),
        Redirected e => new(Tone.Quiet, "Redirected", $"from {e.From} to {e.To}."),
        OutageEnded e => new(Tone.Good, "Stable again", $"after {Durations.Seconds(e.Length)} and {e.Attempts} attempts."),
        SessionWarning e => new(Tone.Bad, "Warning:", OptionWords.InWords(ServerText.Clean(e.Message, e.Message.Length)!)),
        Stopped e => Of(e.Reason),
        _ => null,
    };

    /// <summary>The line of a message: what it says to its session, else text on one line, bytes in hexadecimal.</summary>
    public static StoryLine Of(SocketMessage message)
    {
        if (message.Event is { } told)
        {
            return EventStory.Of(told);
        }

        if (message.Kind == MessageKind.Text)
        {
            return new(Tone.Message, "<", OnOneLine(message.Text));
        }

        var shown = Convert.ToHexString(message.Bytes.Span[..Math.Min(message.Bytes.Length, MostBytes)]);
        return new(Tone.Message, "<", $"{message.Bytes.Length} bytes {shown}{(message.Bytes.Length > MostBytes ? "…" : "")}");
    }

    /// <summary>All of a server's text, fit to be printed.</summary>
    public static string OnOneLine(string text)
    {
        var line = text.ReplaceLineEndings(" ").Replace('\t', ' ');
        return ServerText.Clean(line, line.Length)!;
    }

    private static StoryLine Of(Disconnected e)
    {
        if (e.Info.Cause == DisconnectCause.Requested)
        {
            return new(Tone.Quiet, "Disconnected", "on request.");
        }

        if (NoToken.SentenceOf(e.Info) is { } sentence)
        {
            return new(e.Verdict == ReconnectVerdict.Never ? Tone.Bad : Tone.Waiting, "Disconnected", $"{e.Rule.Name}: {OptionWords.InWords(sentence)}");
        }

        // What to do about a final end is told by the stop that follows.
        var isFinal = e.Verdict == ReconnectVerdict.Never;
        return new(
            isFinal ? Tone.Bad : Tone.Waiting,
            "Disconnected",
            $"{Code(e.Info)}{e.Rule.Name}: {e.Rule.Message}{Said(e)}{(isFinal ? "" : " " + OptionWords.InWords(e.Rule.Resolution))}");
    }

    private static StoryLine Of(StopReason reason) => reason.Kind switch
    {
        StopKind.Requested => new(Tone.Quiet, "Stopped", "on request."),
        StopKind.GaveUp => new(Tone.Bad, "Stopped:", OptionWords.InWords($"{reason.Message} {reason.Resolution}")),
        _ when NoToken.SentenceOf(reason.Info) is { } sentence => new(Tone.Bad, "Stopped for good:", $"{reason.Rule.Name}: {OptionWords.InWords(sentence)}"),
        _ => new(Tone.Bad, "Stopped for good:", OptionWords.InWords(reason.ToString())),
    };

    private static string Code(DisconnectInfo info) => info switch
    {
        { HttpStatus: { } status } => string.Create(CultureInfo.InvariantCulture, $"HTTP {status} "),
        { Code: { } code } => string.Create(CultureInfo.InvariantCulture, $"{code} "),
        _ => "",
    };

    // In quotes, for they are another's words; left out where they say nothing new.
    private static string Said(Disconnected e)
    {
        string?[] words = [e.Info.StatusText, e.Info.Reason, e.Info.Body];
        var said = words
            .Select(text => ServerText.Clean(text?.ReplaceLineEndings(" "))?.Trim())
            .Where(text => !string.IsNullOrEmpty(text) && text != e.Rule.Message && text != e.Rule.Name)
            .Select(text => $"'{text}'");
        return string.Join(", ", said) is { Length: > 0 } quoted ? $" ({quoted})" : "";
    }
}
