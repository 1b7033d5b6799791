using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using TokenSocket.CloseCodes;

namespace TokenSocket.Gateway;

/// <summary>Takes the token out of an upgrade request.</summary>
internal static class TokenReader
{
    private const string Bearer = "Bearer ";

    /// <returns>The token in the first of the places that has one; empty where there is none.</returns>
    public static string Read(HttpRequest request, TokenPlacement place) =>
        place.Places().Select(one => ReadOne(request, one)).FirstOrDefault(static token => token.Length > 0) ?? "";

    private static string ReadOne(HttpRequest request, TokenPlacement place) => place.In switch
    {
        TokenLocation.Header => request.Headers[place.Name].ToString(),
        TokenLocation.Bearer => AfterBearer(request.Headers.Authorization.ToString()),
        TokenLocation.Query => request.Query[place.Name].ToString(),
        TokenLocation.SubProtocol => After(place.Name, request.Headers.GetCommaSeparatedValues(HeaderNames.SecWebSocketProtocol)),
        _ => "",
    };

    // RFC 9110, 11.1: the scheme's name has no case.
    private static string AfterBearer(string header) =>
        header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? header[Bearer.Length..].Trim() : "";

    private static string After(string name, string[] offered) =>
        offered.SkipWhile(protocol => protocol != name).Skip(1).FirstOrDefault() ?? "";
}
