using System.Net;

namespace TokenSocket.Credentials;

/// <summary>Knows which addresses never leave this machine, so that a secret may go there unencrypted.</summary>
internal static class LoopbackAddress
{
    /// <summary>Whether the host is a loopback address, or <c>localhost</c> or a name below it (RFC 6761, 6.3).</summary>
    /// <remarks>The host as it is written: its punycode makes no difference here, and asking for it throws where a name has none.</remarks>
    public static bool Contains(Uri address) => IPAddress.TryParse(address.DnsSafeHost, out var ip)
        ? IPAddress.IsLoopback(ip)
        : address.DnsSafeHost.TrimEnd('.') is var host
            && (host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase));
}
