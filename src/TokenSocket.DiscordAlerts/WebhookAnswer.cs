using System.Globalization;
using System.Text.Json;

namespace TokenSocket.DiscordAlerts;

/// <summary>What the body of an answer says: a message's id, or an error. Anything else reads as nothing.</summary>
/// <param name="IsJson">Whether Discord itself answered; the edge before it answers in HTML.</param>
/// <param name="Id">The message.</param>
/// <param name="Code">Discord's error code.</param>
/// <param name="Message">Discord's words, untrusted.</param>
/// <param name="RetryAfter">Seconds, with a fraction.</param>
/// <param name="IsGlobal">Whether a rate limit holds for every webhook.</param>
internal sealed record WebhookAnswer(
    bool IsJson = false,
    ulong? Id = null,
    int? Code = null,
    string? Message = null,
    double? RetryAfter = null,
    bool IsGlobal = false)
{
    public static readonly WebhookAnswer None = new();

    /// <summary>Reads member by member, so that one of an unexpected kind does not hide the others. Never throws.</summary>
    public static WebhookAnswer Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement is { ValueKind: JsonValueKind.Object } root ? Read(root) : None;
        }
        catch (JsonException)
        {
            return None;
        }
        catch (InvalidOperationException)
        {
            // A text with half a surrogate pair.
            return None;
        }
    }

    private static WebhookAnswer Read(JsonElement root) => new(
        IsJson: true,
        ulong.TryParse(Text(root, "id"), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null,
        Number(root, "code") is { } code && code.TryGetInt32(out var number) ? number : null,
        Text(root, "message"),
        Number(root, "retry_after") is { } wait && wait.TryGetDouble(out var seconds) ? seconds : null,
        root.TryGetProperty("global", out var isGlobal) && isGlobal.ValueKind == JsonValueKind.True);

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static JsonElement? Number(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value : null;
}
