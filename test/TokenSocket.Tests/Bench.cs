using TokenSocket.Credentials;
using TokenSocket.Testing;

namespace TokenSocket.Tests;

/// <summary>A client on fakes, with everything that a test looks at.</summary>
internal sealed class Bench
{
    public static readonly Uri Url = new("wss://gateway.example/v2");

    public Bench(Func<TokenSocketOptions, TokenSocketOptions>? change = null, ITokenProvider? tokens = null)
    {
        var options = new TokenSocketOptions { GatewayUrl = Url, Token = tokens is null ? "secret-token" : null };
        Options = change?.Invoke(options) ?? options;
        Client = new TokenSocketClient(Options, Inline.Services(Gateway, Time, tokens) with { Logger = Log.Logger });
        Notices = new NoticeRecorder(Client);
    }

    public VirtualTime Time { get; } = new();

    public FakeGateway Gateway { get; } = new();

    public LogRecorder Log { get; } = new();

    public TokenSocketOptions Options { get; }

    public TokenSocketClient Client { get; }

    public NoticeRecorder Notices { get; }

    public static async Task<Bench> StartedAsync(Func<TokenSocketOptions, TokenSocketOptions>? change = null, ITokenProvider? tokens = null)
    {
        var bench = new Bench(change, tokens);
        await bench.Client.StartAsync();
        return bench;
    }

    /// <summary>Started, connected and stable, its notices forgotten.</summary>
    public static async Task<Bench> StableAsync(Func<TokenSocketOptions, TokenSocketOptions>? change = null, ITokenProvider? tokens = null)
    {
        var bench = await StartedAsync(change, tokens);
        bench.Advance(bench.Options.StableAfter);
        bench.Notices.Clear();
        return bench;
    }

    public void Advance(double seconds) => Time.Advance(TimeSpan.FromSeconds(seconds));

    public void Advance(TimeSpan by) => Time.Advance(by);
}
