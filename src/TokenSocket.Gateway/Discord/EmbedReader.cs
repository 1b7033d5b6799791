namespace TokenSocket.Gateway.Discord;

/// <summary>Reads embeds and holds them to their limits. (discord.com/developers/docs/resources/message#embed-object-embed-limits)</summary>
internal static class EmbedReader
{
    private const int MaxEmbeds = 10;
    private const int MaxTotal = 6000;
    private const int MaxColor = 0xFFFFFF;

    public static IReadOnlyList<Embed> Read(FormReader message)
    {
        Embed[] embeds = [.. message.Objects("embeds", MaxEmbeds).Select(ReadOne)];
        if (embeds.Sum(embed => embed.Length) > MaxTotal)
            message.Fault("embeds", "MAX_EMBED_SIZE_EXCEEDED", $"Embed size exceeds maximum size of {MaxTotal}", 0);
        return embeds;
    }

    private static Embed ReadOne(FormReader embed)
    {
        FormReader? author = embed.Object("author");
        FormReader? footer = embed.Object("footer");
        string[] pictures =
        [
            embed.Object("image")?.Url("url") ?? "", embed.Object("thumbnail")?.Url("url") ?? "",
            author?.Url("icon_url") ?? "", footer?.Url("icon_url") ?? "",
        ];
        author?.Url("url");
        return new Embed
        {
            Title = embed.Text("title", 256),
            Description = embed.Text("description", 4096),
            Url = embed.Url("url"),
            Color = embed.Integer("color", 0, MaxColor),
            Fields = [.. embed.Objects("fields", 25).Select(ReadField)],
            Author = author?.RequiredText("name", 256) ?? "",
            Footer = footer?.RequiredText("text", 2048) ?? "",
            Timestamp = embed.Timestamp("timestamp"),
            Pictures = [.. pictures.Where(picture => picture.Length > 0)],
        };
    }

    private static EmbedField ReadField(FormReader field) =>
        new(field.RequiredText("name", 256), field.RequiredText("value", 1024), field.Flag("inline"));
}
