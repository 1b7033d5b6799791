using System.Net;

namespace TokenSocket.Credentials;

/// <summary>Makes a proxy of an address that may hold a user name and a password.</summary>
internal static class ProxyAddress
{
    public static WebProxy ToProxy(Uri address) => new(address) { Credentials = CredentialsOf(address) };

    private static NetworkCredential? CredentialsOf(Uri address)
    {
        if (address.UserInfo.Length == 0)
        {
            return null;
        }

        var parts = address.UserInfo.Split(':', 2);
        return new NetworkCredential(Uri.UnescapeDataString(parts[0]), parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : "");
    }
}
