using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Net.Http.Headers;

namespace TokenSocket.Gateway;

/// <summary>
/// The opening handshake of RFC 6455, 4.2. Done here rather than by the framework's middleware, because that keeps the
/// stream to itself, and a gateway that writes any close frame needs it.
/// </summary>
internal static class WebSocketHandshake
{
    private const string Version = "13";
    private const int KeyBytes = 16;

    /// <returns>Why this request cannot become a WebSocket; null if it can.</returns>
    public static Refusal? Check(HttpContext context)
    {
        IHeaderDictionary headers = context.Request.Headers;
        if (context.Features.Get<IHttpUpgradeFeature>() is not { IsUpgradableRequest: true }
            || !HttpMethods.IsGet(context.Request.Method)
            || !headers.GetCommaSeparatedValues(HeaderNames.Upgrade).Contains("websocket", StringComparer.OrdinalIgnoreCase))
            return new Refusal(StatusCodes.Status426UpgradeRequired, "This address answers WebSocket handshakes only (GET, HTTP/1.1, Upgrade: websocket).");

        if (headers.SecWebSocketVersion != Version)
            return new Refusal(StatusCodes.Status426UpgradeRequired, "Only version 13 of the WebSocket protocol is spoken here.");

        Span<byte> key = stackalloc byte[KeyBytes];
        return Convert.TryFromBase64String(headers.SecWebSocketKey.ToString(), key, out int length) && length == KeyBytes
            ? null
            : new Refusal(StatusCodes.Status400BadRequest, "Sec-WebSocket-Key must be 16 bytes in base64.");
    }

    /// <summary>Sends the 101. The request has passed <see cref="Check"/>.</summary>
    public static Task<Stream> UpgradeAsync(HttpContext context, IList<string> spoken)
    {
        IHeaderDictionary headers = context.Response.Headers;
        headers.Upgrade = "websocket";
        headers.Connection = "Upgrade";
        headers.SecWebSocketAccept = AcceptFor(context.Request.Headers.SecWebSocketKey.ToString());
        if (context.Request.Headers.GetCommaSeparatedValues(HeaderNames.SecWebSocketProtocol).FirstOrDefault(spoken.Contains) is { } protocol)
            headers.SecWebSocketProtocol = protocol;

        // Kestrel would reset a peer that reads less than 240 bytes a second for 5 seconds; the send timeout decides here.
        if (context.Features.Get<IHttpMinResponseDataRateFeature>() is { } rate)
            rate.MinDataRate = null;

        return context.Features.GetRequiredFeature<IHttpUpgradeFeature>().UpgradeAsync();
    }

    [SuppressMessage("Security", "CA5350", Justification = "RFC 6455, 4.2.2 asks for SHA-1; no secret depends on it.")]
    private static string AcceptFor(string key) =>
        Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
}
