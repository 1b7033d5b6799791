using TokenSocket.Credentials;
using TokenSocket.Dialects;
using TokenSocket.Secrecy;

namespace TokenSocket.Tests.Discovering;

/// <summary>A client on fakes that asks first, as WireSocket's clients do.</summary>
internal static class DiscoveryBench
{
    public const string Gateway = "wss://gateway.example/ws?documentName=notes";
    public const string Node = "wss://us-east.wiresocket.net/doc?documentName=notes";

    public static (Bench Bench, FakeDiscovery Discovery) Make(
        string gateway = Gateway,
        Func<TokenSocketOptions, TokenSocketOptions>? change = null,
        ITokenProvider? tokens = null,
        string name = "discovering")
    {
        var discovery = new FakeDiscovery();
        var bench = new Bench(
            options =>
            {
                var own = options with { GatewayUrl = new Uri(gateway), Dialect = KnownDialects.WireSocket, Discovery = true };
                return change?.Invoke(own) ?? own;
            },
            tokens,
            services => services with { DiscoveryHandler = discovery, Name = name });
        return (bench, discovery);
    }

    /// <summary>The address of each dial.</summary>
    public static string[] Dialled(this Bench bench) => [.. bench.Gateway.Dials.Select(dial => dial.Request.Address.AbsoluteUri)];

    /// <summary>What was sent, without the run's token.</summary>
    public static string Unmarked(string text) => text.Replace(RunSecrets.Token, "<token>", StringComparison.Ordinal);
}
