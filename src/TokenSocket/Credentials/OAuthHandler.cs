using System.Net;

namespace TokenSocket.Credentials;

/// <summary>Makes what carries requests to a token endpoint: no redirect, no cookie, no trace, no second attempt.</summary>
internal static class OAuthHandler
{
    /// <param name="tokenUrl">The endpoint.</param>
    /// <param name="proxy">The proxy; null for the system's.</param>
    public static SocketsHttpHandler Create(Uri? tokenUrl, IWebProxy? proxy = null) => new()
    {
        // A redirect would hand the secret to another host.
        AllowAutoRedirect = false,
        UseCookies = false,

        // Without a propagator no Activity is made either; its url.full would hold the endpoint's query.
        ActivityHeadersPropagator = null,

        // A proxy could read what goes to the machine itself, for there http is allowed.
        UseProxy = tokenUrl is not { IsAbsoluteUri: true } || !LoopbackAddress.Contains(tokenUrl),
        Proxy = proxy,

        // A connection of its own for each of the rare requests: one that the server is about to close would lose a refresh token.
        PooledConnectionLifetime = TimeSpan.Zero,
    };
}
