namespace TokenSocket.Gateway.Discord;

/// <summary>
/// One box of a message, as it was sent: markdown is not rendered yet. What was left out is empty or null.
/// (discord.com/developers/docs/resources/message#embed-object)
/// </summary>
public sealed record Embed
{
    /// <summary>At most 256 UTF-16 units.</summary>
    public string Title { get; init; } = "";

    /// <summary>At most 4096 UTF-16 units.</summary>
    public string Description { get; init; } = "";

    /// <summary>Where the title leads.</summary>
    public string Url { get; init; } = "";

    /// <summary>The bar at the left, 0 to 0xFFFFFF. Null is Discord's grey.</summary>
    public int? Color { get; init; }

    /// <summary>At most 25.</summary>
    public IReadOnlyList<EmbedField> Fields { get; init; } = [];

    /// <summary>At most 256 UTF-16 units.</summary>
    public string Author { get; init; } = "";

    /// <summary>At most 2048 UTF-16 units. Discord renders no markdown here.</summary>
    public string Footer { get; init; } = "";

    /// <summary>The time beside the footer.</summary>
    public DateTimeOffset? Timestamp { get; init; }

    /// <summary>The addresses of pictures, of the embed, its author and its footer.</summary>
    public IReadOnlyList<string> Pictures { get; init; } = [];

    /// <summary>What counts towards the 6000 of a message: title, description, names and values of fields, footer and author.</summary>
    public int Length =>
        Title.Length + Description.Length + Author.Length + Footer.Length + Fields.Sum(part => part.Name.Length + part.Value.Length);

    /// <summary>Whether a reader would see nothing but a bar.</summary>
    internal bool IsEmpty => Length == 0 && Pictures.Count == 0;
}
