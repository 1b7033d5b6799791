using TokenSocket.Dialects;
using TokenSocket.Transport;

namespace TokenSocket;

/// <summary>Finds out whether there is anything that discovery could ask for, and where.</summary>
internal static class DiscoveryCheck
{
    /// <summary>Tells every fault.</summary>
    /// <param name="options">The options.</param>
    /// <param name="fault">Takes a key and the rest of a sentence.</param>
    public static void Check(TokenSocketOptions options, Action<string, string> fault)
    {
        if (options is not { Discovery: true, Dialect: { } dialect })
        {
            return;
        }

        if (dialect.Discovery is not { } endpoint)
        {
            var others = string.Join("' or '", KnownDialects.All.Where(static one => one.Discovery is not null).Select(static one => one.Name));
            fault(nameof(TokenSocketOptions.Discovery), $"is of no use with the dialect '{dialect.Name}', which does not say where to ask; set it to false, or take a dialect that does, such as '{others}'.");
        }
        else if (options.GatewayUrl is { IsAbsoluteUri: true, Scheme: "ws" or "wss" } gateway && DiscoveryAddress.DocumentOf(gateway, endpoint.Parameter).Length == 0)
        {
            fault(nameof(TokenSocketOptions.GatewayUrl), $"names nothing that discovery could ask for; put {endpoint.Parameter} into its query.");
        }
    }
}
