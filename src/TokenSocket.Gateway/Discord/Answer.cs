namespace TokenSocket.Gateway.Discord;

/// <summary>What a request is told instead of the usual; made by <see cref="Answers"/>. Immutable.</summary>
public abstract record Answer
{
    private protected Answer()
    {
    }

    /// <summary>The one method that it is for; requests with another are answered as usual. Null is every method.</summary>
    public HttpMethod? OnlyTo { get; init; }

    internal bool IsFor(HttpMethod method) => OnlyTo is null || OnlyTo == method;

    /// <summary>Refused without a look at the payload.</summary>
    internal sealed record Refusing(Reply Reply) : Answer;

    /// <summary>The connection stays open and silent.</summary>
    internal sealed record Hanging : Answer;

    /// <summary>The connection is cut, before the work or after it.</summary>
    internal sealed record Resetting(bool AfterTheWork) : Answer;

    /// <summary>As usual, but later.</summary>
    internal sealed record Slowing(TimeSpan Delay) : Answer;
}
