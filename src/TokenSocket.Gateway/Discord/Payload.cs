using System.Text.Json;

namespace TokenSocket.Gateway.Discord;

/// <summary>
/// The body of a post or an edit, once it is held to its limits. (discord.com/developers/docs/resources/webhook#execute-webhook)
/// A member that is null was left out, so that an edit keeps what the message has.
/// </summary>
internal sealed record Payload(
    string? Content, IReadOnlyList<Embed>? Embeds, string? Username, string? AvatarUrl, string? ThreadName, AllowedMentions Mentions)
{
    private const int MaxContent = 2000;
    private const int MaxName = 80;
    private const int MaxThreadName = 100;
    private static readonly string[] ForbiddenNames = ["discord", "clyde"];

    /// <returns>The payload or, in its place, what is wrong with the body.</returns>
    public static (Payload? Payload, Reply? Fault) Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(body);
            return Read(json.RootElement);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: well-formed JSON around text that is not Unicode.
            return (null, ApiError.InvalidJson);
        }
    }

    private static (Payload? Payload, Reply? Fault) Read(JsonElement json)
    {
        var errors = new FormErrors();
        if (FormReader.Open(json, FormPath.Root, errors) is { } form)
        {
            var payload = new Payload(
                form.Has("content") ? form.Text("content", MaxContent) : null,
                form.Has("embeds") ? EmbedReader.Read(form) : null,
                ReadName(form),
                form.Url("avatar_url") is { Length: > 0 } avatar ? avatar : null,
                form.Text("thread_name", MaxThreadName, 1) is { Length: > 0 } thread ? thread : null,
                AllowedMentions.Read(form));
            form.Flag("tts");
            if (!errors.Any)
                return (payload, null);
        }

        return (null, ApiError.InvalidForm(errors));
    }

    private static string? ReadName(FormReader form)
    {
        string name = form.Text("username", MaxName, 1);
        foreach (string forbidden in ForbiddenNames)
        {
            if (name.Contains(forbidden, StringComparison.OrdinalIgnoreCase))
                form.Fault("username", "USERNAME_INVALID_CONTAINS", $"Username cannot contain \"{forbidden}\"", 0);
        }

        return name.Length == 0 ? null : name;
    }
}
