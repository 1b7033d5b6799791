namespace TokenSocket.CloseCodes;

/// <summary>What a user says about some ends, over their dialect's row. What is null stays as the row has it.</summary>
/// <param name="Codes">The close codes, HTTP statuses or in-band codes that it is about. Where several fit, the narrowest holds.</param>
public sealed record CloseCodeOverride(CodeRange Codes)
{
    // The row's own would say that it reconnects, which it no longer does.
    private const string StopResolution = "Find out what the server wants, then start it again.";

    /// <summary>What the client does; it also overrules <c>ReconnectOnDuplicateConnection</c>.</summary>
    public ReconnectVerdict? Verdict { get; init; }

    /// <summary>A short title.</summary>
    public string? Name { get; init; }

    /// <summary>One sentence: what happened.</summary>
    public string? Message { get; init; }

    /// <summary>One sentence: what a person should do.</summary>
    public string? Resolution { get; init; }

    /// <summary>The least wait before the next attempt.</summary>
    public TimeSpan? AtLeast { get; init; }

    /// <summary>The row with what the user says put in.</summary>
    internal CloseRule Over(CloseRule row) => row with
    {
        Verdict = Verdict ?? row.Verdict,
        Name = Name ?? row.Name,
        Message = Message ?? row.Message,
        Resolution = Resolution ?? (Verdict == ReconnectVerdict.Never && row.Verdict != ReconnectVerdict.Never ? StopResolution : row.Resolution),
        AtLeast = AtLeast ?? row.AtLeast,
        IsFinal = Verdict is not null,
    };
}
