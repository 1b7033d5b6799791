using TokenSocket.Credentials;
using TokenSocket.Secrecy;
using TokenSocket.Testing;

namespace TokenSocket.Tests;

/// <summary>A client on fakes, with everything that a test looks at.</summary>
internal sealed class Bench
{
    public static readonly Uri Url = new("wss://gateway.example/v2" + RunSecrets.Query);

    public Bench(
        Func<TokenSocketOptions, TokenSocketOptions>? change = null,
        ITokenProvider? tokens = null,
        Func<TokenSocketServices, TokenSocketServices>? services = null,
        VirtualTime? time = null)
    {
        Time = time ?? new VirtualTime();

        // The framework's context would make what awaits go on elsewhere and later.
        SynchronizationContext.SetSynchronizationContext(null);
        var options = new TokenSocketOptions { GatewayUrl = Url, Token = tokens is null ? RunSecrets.Token : null };
        Options = change?.Invoke(options) ?? options;
        var fakes = Inline.Services(Gateway, Time, tokens) with { Logger = Log.Logger };
        Client = new TokenSocketClient(Options, SecretsSink.Run.Watch(services?.Invoke(fakes) ?? fakes));
        Notices = new NoticeRecorder(Client);
        SecretsSink.Run.See(Outlet.Print, $"{Options} {Client}");
    }

    public VirtualTime Time { get; }

    public FakeGateway Gateway { get; } = new();

    public LogRecorder Log { get; } = new();

    public TokenSocketOptions Options { get; }

    public TokenSocketClient Client { get; }

    public NoticeRecorder Notices { get; }

    // Not async: it would give the framework's context back to the test that calls it.
    public static Task<Bench> StartedAsync(
        Func<TokenSocketOptions, TokenSocketOptions>? change = null,
        ITokenProvider? tokens = null,
        Func<TokenSocketServices, TokenSocketServices>? services = null)
    {
        var bench = new Bench(change, tokens, services);
        Assert.That(bench.Client.StartAsync().IsCompletedSuccessfully, Is.True);
        return Task.FromResult(bench);
    }

    /// <summary>Started, connected and stable, its notices forgotten.</summary>
    public static Task<Bench> StableAsync(
        Func<TokenSocketOptions, TokenSocketOptions>? change = null,
        ITokenProvider? tokens = null,
        Func<TokenSocketServices, TokenSocketServices>? services = null)
    {
        var started = StartedAsync(change, tokens, services);
        var bench = started.Result;
        bench.Advance(bench.Options.StableAfter);
        bench.Notices.Clear();
        bench.Log.Clear();
        return started;
    }

    public void Advance(double seconds) => Time.Advance(TimeSpan.FromSeconds(seconds));

    public void Advance(TimeSpan by) => Time.Advance(by);

    /// <summary>The options that it was made with, some of them changed.</summary>
    public void Update(Func<TokenSocketOptions, TokenSocketOptions> change) => Client.UpdateOptions(change(Options with { }));
}
