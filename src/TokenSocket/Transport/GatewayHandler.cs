using TokenSocket.Credentials;

namespace TokenSocket.Transport;

/// <summary>Makes what carries requests to a gateway: as the options say, but with no redirect and no cookie.</summary>
internal static class GatewayHandler
{
    /// <param name="request">Names the proxy, and has the last word but for what stays off.</param>
    public static SocketsHttpHandler Create(TransportRequest request)
    {
        var handler = new SocketsHttpHandler();
        if (request.Proxy is { } proxy)
        {
            handler.Proxy = ProxyAddress.ToProxy(proxy);
        }

        request.ConfigureHandler?.Invoke(handler);

        // A redirect would hand the token to another host.
        handler.AllowAutoRedirect = false;
        handler.UseCookies = false;
        return handler;
    }
}
