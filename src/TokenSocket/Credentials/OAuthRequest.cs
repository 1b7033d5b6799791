using System.Net.Http.Headers;
using System.Text.Json;
using TokenSocket.CloseCodes;

namespace TokenSocket.Credentials;

/// <summary>Writes requests for tokens.</summary>
/// <param name="options">Good options.</param>
internal sealed class OAuthRequest(OAuthOptions options)
{
    private readonly TokenEndpoint _endpoint = options.SpokenTo;

    /// <summary>Where a request goes.</summary>
    public Uri AddressOf(OAuthRefreshToken? refresh) => refresh is not null && _endpoint.RefreshPath is { Length: > 0 } path
        ? new Uri(options.TokenUrl!, path)
        : options.TokenUrl!;

    /// <summary>Whether the request carries the client's secret: with a refresh token, JSON endpoints ask for nothing else.</summary>
    public bool NeedsSecret(OAuthRefreshToken? refresh) => refresh is null || _endpoint.Format != TokenRequestFormat.Json;

    /// <summary>A request with the refresh token, or with the client's credentials where there is none.</summary>
    /// <remarks>
    /// Whoever has a secret sends it along with a refresh token too: RFC 6749, section 6, asks for it, and an issuer that does not ask ignores it.
    /// </remarks>
    public HttpRequestMessage Write(OAuthRefreshToken? refresh, string? secret)
    {
        (string Name, string? Value)[] fields = (_endpoint.Format, refresh) switch
        {
            (TokenRequestFormat.Json, null) => [("clientId", options.ClientId), ("secret", secret)],
            (TokenRequestFormat.Json, _) => [("refreshToken", refresh.Value)],
            (_, null) => [("grant_type", "client_credentials"), ("client_id", options.ClientId), ("client_secret", secret), ("scope", Scope)],
            _ => [("grant_type", "refresh_token"), ("refresh_token", refresh.Value), ("client_id", options.ClientId), ("client_secret", secret)],
        };
        var request = new HttpRequestMessage(HttpMethod.Post, AddressOf(refresh)) { Content = ContentOf(fields) };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));

        // Firewalls refuse what names nothing.
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue(new ProductHeaderValue("TokenSocket")));
        return request;
    }

    private string? Scope => string.IsNullOrEmpty(options.Scope) ? _endpoint.Scope : options.Scope;

    private HttpContent ContentOf((string Name, string? Value)[] fields)
    {
        var present = fields.Where(static field => !string.IsNullOrEmpty(field.Value)).ToDictionary(field => field.Name, field => field.Value!, StringComparer.Ordinal);
        if (_endpoint.Format != TokenRequestFormat.Json)
        {
            return new FormUrlEncodedContent(present);
        }

        // Of a known length: not every endpoint reads a chunked body.
        var json = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(present));
        json.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return json;
    }
}
