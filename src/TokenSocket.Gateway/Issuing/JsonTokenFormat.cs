using System.Globalization;
using System.Net.Mime;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TokenSocket.Gateway.Issuing;

/// <summary>An object with <c>clientId</c> and <c>secret</c>, or with <c>refreshToken</c> alone. (docs.lsports.eu, authentication)</summary>
internal sealed class JsonTokenFormat : TokenFormat
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    public override string MediaType => MediaTypeNames.Application.Json;

    public override IssuerRequest Read(ReadOnlyMemory<byte> body, string authorization)
    {
        try
        {
            using var document = JsonDocument.Parse(body, Strict);
            return document.RootElement is { ValueKind: JsonValueKind.Object } root
                ? Read(Field(root, "clientId"), Field(root, "secret"), Field(root, "refreshToken"))
                : IssuerRequest.Faulty.Because("The body must be a JSON object.");
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // The latter is a text that cannot be one, such as half a character.
            return IssuerRequest.Faulty.Because("The body is not JSON.");
        }
    }

    public override JsonObject Write(IssuerAnswer.Issued tokens) => new()
    {
        ["expires"] = tokens.ExpiresAt.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
        ["expiresIn"] = SecondsOf(tokens.Lifetime),
        ["accessToken"] = tokens.AccessToken,
        ["refreshToken"] = tokens.RefreshToken,
    };

    private static IssuerRequest Read(string? id, string? secret, string? refreshToken) => (id, secret, refreshToken) switch
    {
        ({ Length: > 0 }, { Length: > 0 }, null) => new IssuerRequest.ForClient(new ClientCredentials(id, secret), Scope: null, WantsRefresh: true),
        (null, null, { Length: > 0 }) => new IssuerRequest.Refresh(refreshToken, Client: null, Scope: null),
        _ => IssuerRequest.Faulty.Because("Either clientId and secret are wanted, or refreshToken alone."),
    };

    private static string? Field(JsonElement root, string name) =>
        root.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
