using System.Net;

namespace TokenSocket.DiscordAlerts;

/// <summary>The system's proxy, but never for the machine itself: there http is allowed, and a proxy could read the webhook's token.</summary>
internal sealed class RemoteOnlyProxy(IWebProxy system) : IWebProxy
{
    public ICredentials? Credentials
    {
        get => system.Credentials;
        set => system.Credentials = value;
    }

    public Uri? GetProxy(Uri destination) => IsBypassed(destination) ? null : system.GetProxy(destination);

    public bool IsBypassed(Uri host) => host.Scheme == "http" || host.IsLoopback || system.IsBypassed(host);
}
