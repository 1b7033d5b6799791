namespace TokenSocket.DiscordAlerts;

/// <summary>Makes what carries requests to webhooks: no redirect, no cookie, no trace.</summary>
internal static class WebhookHandler
{
    public static SocketsHttpHandler Create() => new()
    {
        // A redirect would hand the webhook's token to another host.
        AllowAutoRedirect = false,
        UseCookies = false,
        // Without a propagator no Activity is made either; its url.full would hold the webhook's token.
        ActivityHeadersPropagator = null,
        Proxy = new RemoteOnlyProxy(HttpClient.DefaultProxy),
        ConnectTimeout = WebhookExchange.Timeout,
        // A DNS record that changes is noticed.
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    };
}
