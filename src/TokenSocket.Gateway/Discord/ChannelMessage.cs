namespace TokenSocket.Gateway.Discord;

/// <summary>A message at one moment. Later edits make another snapshot and leave this one alone.</summary>
public sealed record ChannelMessage
{
    /// <summary>Its snowflake, as Discord would give it out.</summary>
    public required ulong Id { get; init; }

    /// <summary>Who seems to speak: the name of the payload, or the webhook's.</summary>
    public required string Username { get; init; }

    /// <summary>The picture beside the name, if the payload had one.</summary>
    public string? AvatarUrl { get; init; }

    /// <summary>The thread it stands in; null is the channel itself.</summary>
    public ulong? ThreadId { get; init; }

    /// <summary>What it said, the oldest first; never empty.</summary>
    public required IReadOnlyList<MessageRevision> Revisions { get; init; }

    /// <summary>Whether it has been deleted, so that nobody sees it any more.</summary>
    public bool IsDeleted { get; init; }

    /// <summary>The text outside of embeds now.</summary>
    public string Content => Revisions[^1].Content;

    /// <summary>The embeds now.</summary>
    public IReadOnlyList<Embed> Embeds => Revisions[^1].Embeds;

    /// <summary>When it was posted.</summary>
    public DateTimeOffset CreatedAt => Revisions[0].At;

    /// <summary>When it was edited last; null if never.</summary>
    public DateTimeOffset? EditedAt => Edits == 0 ? null : Revisions[^1].At;

    /// <summary>How many times it was edited.</summary>
    public int Edits => Revisions.Count - 1;

    /// <summary>
    /// Whom it would have pinged, edits included (Discord does not notify again at an edit; this is the stricter reading).
    /// </summary>
    public IReadOnlyList<string> Pings => [.. Revisions.SelectMany(revision => revision.Pings).Distinct(StringComparer.Ordinal)];

    /// <summary>Whether it was ever sent without forbidding every ping, whoever is named in it.</summary>
    public bool MayPing => Revisions.Any(revision => revision.MayPing);

    /// <summary>This message alone, as <see cref="DiscordChannel.Dump"/> shows it; deleted, it is empty.</summary>
    /// <param name="now">What relative times count from.</param>
    public string Dump(DateTimeOffset now) => ChannelDump.Of([this], now);
}
