namespace TokenSocket.CloseCodes;

/// <summary>One row of a dialect: which ends it is about, what they mean and what the client does.</summary>
/// <param name="Codes">The close codes, HTTP statuses or in-band codes that the row is about.</param>
/// <param name="Name">A short title, such as <c>Invalid Token</c>.</param>
/// <param name="Meaning">What the end says.</param>
/// <param name="Verdict">What the client does.</param>
/// <param name="Message">One sentence: what happened.</param>
/// <param name="Resolution">One sentence: what a person should do.</param>
/// <param name="AtLeast">The least wait before the next attempt; it may exceed the schedule's maximum. The default is none.</param>
/// <param name="ReasonPrefix">The row holds only for reasons that begin so (ordinal); null for every reason.</param>
/// <param name="Cause">The row holds only for ends of this cause; null for every cause.</param>
/// <param name="Source">The document that states the row; null where it is the dialect's.</param>
public sealed record CloseRule(
    CodeRange Codes,
    string Name,
    CloseMeaning Meaning,
    ReconnectVerdict Verdict,
    string Message,
    string Resolution,
    TimeSpan AtLeast = default,
    string? ReasonPrefix = null,
    DisconnectCause? Cause = null,
    string? Source = null)
{
    /// <summary>
    /// The row holds only where the close reason, or the body of a refused handshake, contains this, whatever its case and white space;
    /// null for every text.
    /// </summary>
    public string? Mentions { get; init; }

    /// <summary>Whether the user chose the verdict: then no other option overrules it.</summary>
    public bool IsFinal { get; init; }

    /// <summary>A row for a range of codes, both ends included.</summary>
    public CloseRule(
        int first,
        int last,
        string name,
        CloseMeaning meaning,
        ReconnectVerdict verdict,
        string message,
        string resolution,
        TimeSpan AtLeast = default,
        string? ReasonPrefix = null,
        string? Source = null)
        : this(new CodeRange(first, last), name, meaning, verdict, message, resolution, AtLeast, ReasonPrefix, Source: Source)
    {
    }

    /// <summary>A row for an end that no server spoke: it is chosen by its cause alone.</summary>
    public static CloseRule For(
        DisconnectCause cause,
        string name,
        CloseMeaning meaning,
        ReconnectVerdict verdict,
        string message,
        string resolution,
        string? reasonPrefix = null) =>
        new(CodeRange.Any, name, meaning, verdict, message, resolution, ReasonPrefix: reasonPrefix, Cause: cause);

    /// <summary>Whether the row is about the end: its number, its cause and its words.</summary>
    internal bool Fits(DisconnectInfo end) =>
        Codes.Contains(end.Number)
        && (Cause is null || Cause == end.Cause)
        && (ReasonPrefix is null || end.Reason?.StartsWith(ReasonPrefix, StringComparison.Ordinal) == true)
        && (Mentions is null || Contains(end.Reason, Mentions) || Contains(end.Body, Mentions));

    /// <summary>
    /// Whether the row beats another that fits the same end: a cause beats none, then the narrower range wins,
    /// then a reason beats none, then the longer reason wins, then likewise a mention.
    /// </summary>
    internal bool IsNarrowerThan(CloseRule other) =>
        Rank.CompareTo(other.Rank) < 0;

    private (bool AnyCause, int Width, int ReasonRank, int MentionRank) Rank =>
        (Cause is null, Codes.Width, -(ReasonPrefix?.Length ?? 0), -(Mentions?.Length ?? 0));

    // A JSON reason may be written with blanks or without.
    private static bool Contains(string? text, string words) =>
        text is not null && Squeezed(text).Contains(Squeezed(words), StringComparison.OrdinalIgnoreCase);

    private static string Squeezed(string text) => string.Concat(text.Where(static c => !char.IsWhiteSpace(c)));
}
