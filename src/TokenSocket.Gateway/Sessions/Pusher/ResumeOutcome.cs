namespace TokenSocket.Gateway.Sessions.Pusher;

/// <summary>What came of one channel of a resume.</summary>
internal abstract record ResumeOutcome
{
    private ResumeOutcome()
    {
    }

    /// <summary>Nothing is missing once these have been sent.</summary>
    public sealed record Recovered(IReadOnlyList<KeptMessage> Messages) : ResumeOutcome;

    /// <summary>The client has to build its picture of the channel anew.</summary>
    public sealed record Failed(string Code, string Reason, string? ExpectedStreamId, string? CurrentStreamId = null, long? Oldest = null, long? Newest = null) : ResumeOutcome;
}
