using System.Net;
using System.Text.Json;

namespace TokenSocket.Tests.Tokens.OAuth;

/// <summary>A request as the issuer saw it.</summary>
internal sealed record IssuerRequest(string Address, string ContentType, string Accept, string Body)
{
    public static async Task<IssuerRequest> OfAsync(HttpRequestMessage request) => new(
        $"{request.Method} {request.RequestUri}",
        request.Content!.Headers.ContentType!.ToString(),
        request.Headers.Accept.ToString(),
        await request.Content.ReadAsStringAsync());

    /// <summary>The fields of the form, or of the JSON object.</summary>
    public IReadOnlyDictionary<string, string> Fields => Body.StartsWith('{')
        ? JsonSerializer.Deserialize<Dictionary<string, string>>(Body)!
        : Body.Split('&').Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => WebUtility.UrlDecode(pair[1]), StringComparer.Ordinal);

    public string? RefreshToken => Fields.GetValueOrDefault("refresh_token") ?? Fields.GetValueOrDefault("refreshToken");

    /// <summary>What it was asked with: <c>client</c>, or the refresh token.</summary>
    public string With => RefreshToken ?? "client";
}
