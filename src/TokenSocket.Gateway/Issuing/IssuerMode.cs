namespace TokenSocket.Gateway.Issuing;

/// <summary>What the issuer does with the requests that come from now on.</summary>
internal abstract record IssuerMode
{
    private IssuerMode()
    {
    }

    public sealed record Accept : IssuerMode;

    public sealed record Refuse(IssuerAnswer.Refused Answer) : IssuerMode;

    /// <summary>As usual, but later.</summary>
    public sealed record Delay(TimeSpan Wait) : IssuerMode;

    /// <summary>Keep TCP open and never answer.</summary>
    public sealed record Ignore : IssuerMode;

    /// <summary>Do the work, and break TCP off.</summary>
    public sealed record LoseAnswers : IssuerMode;
}
