using TokenSocket.CloseCodes;

namespace TokenSocket.Transport;

/// <summary>Writes the address at which a gateway is asked, and completes the one that it answers with.</summary>
internal static class DiscoveryAddress
{
    /// <summary>Where to ask: at the gateway's host and port, over TLS where the gateway is.</summary>
    public static Uri Of(Uri gateway, DiscoveryEndpoint endpoint)
    {
        var asked = new UriBuilder(gateway) { Scheme = gateway.Scheme == "wss" ? "https" : "http", Path = endpoint.Path, Query = "" };
        return AddressQuery.Add(asked.Uri, endpoint.Parameter, DocumentOf(gateway, endpoint.Parameter));
    }

    /// <summary>What is asked for: the value of the parameter, or the last part of the path; empty where the address names nothing.</summary>
    public static string DocumentOf(Uri gateway, string parameter) =>
        AddressQuery.ValueOf(gateway, parameter) ?? Uri.UnescapeDataString(gateway.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries).LastOrDefault(""));

    /// <summary>What to dial: where only a host is named, the gateway's path; and what the gateway's query has beyond that of the address.</summary>
    public static Uri Complete(Uri named, Uri gateway) => AddressQuery.Complete(
        named.AbsolutePath == "/" ? new UriBuilder(named) { Path = gateway.AbsolutePath }.Uri : named,
        gateway);
}
