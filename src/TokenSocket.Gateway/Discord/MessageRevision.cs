namespace TokenSocket.Gateway.Discord;

/// <summary>What a message said from one edit to the next.</summary>
/// <param name="At">When it was posted or edited.</param>
/// <param name="Content">The text outside of embeds; at most 2000 UTF-16 units.</param>
/// <param name="Embeds">At most 10.</param>
/// <param name="Pings">The mentions in the content that <c>allowed_mentions</c> let through, as they were written.</param>
public sealed record MessageRevision(DateTimeOffset At, string Content, IReadOnlyList<Embed> Embeds, IReadOnlyList<string> Pings)
{
    /// <summary>Whether <c>allowed_mentions</c> would let any mention through, were there one: only <c>{"parse": []}</c> and its like do not.</summary>
    public bool MayPing { get; init; }
}
