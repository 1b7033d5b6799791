using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TokenSocket.Messages;
using TokenSocket.Notices;
using TokenSocket.Testing;
using TokenSocket.Tests;

namespace TokenSocket.Hosting.Tests.Clients;

public sealed class ShutdownTests
{
    private const string Webhook = "https://discord.com/api/webhooks/1/t";

    private static readonly (string Key, string Value)[] Watched = [("VerboseLogging", "true"), ("Discord:WebhookUrl", Webhook), ("CloseTimeout", "5000")];

    /// <summary>Every state, each the worst that it can be.</summary>
    private static readonly TestCaseData[] States =
    [
        State("Idle", ConnectionStatus.Idle, bench => bench.Client.StopAsync()),
        State("Authorizing", ConnectionStatus.Reconnecting, bench =>
        {
            bench.Tokens.Hang();
            bench.Host.Gateway.Close(1006);
            bench.Host.Advance(31);
        }),
        State("Connecting", ConnectionStatus.Reconnecting, bench =>
        {
            bench.Host.Gateway.IgnoreAll();
            bench.Host.Gateway.Close(1006);
            bench.Host.Advance(31);
        }),
        State("Connected to a silent peer", ConnectionStatus.Connected, bench => bench.Host.Gateway.AnswersGoodbyes = false),
        State("Waiting", ConnectionStatus.Reconnecting, bench => bench.Host.Gateway.Close(1006)),
        State("Closing", ConnectionStatus.Closing, bench =>
        {
            bench.Host.Gateway.AnswersGoodbyes = false;
            _ = bench.Client.StopAsync();
        }),
        State("Stopped", ConnectionStatus.Stopped, bench => bench.Host.Gateway.Close(4004)),
    ];

    [TestCaseSource(nameof(States))]
    public async Task A_host_that_stops_in_any_state_is_down_within_CloseTimeout_and_4_s(ConnectionStatus status, Action<Worst> bring)
    {
        var bench = await Worst.MadeAsync();
        bring(bench);
        Assert.That(bench.Client.CurrentStatus, Is.EqualTo(status));

        await bench.Host.StopAsync(seconds: 5 + 4);
        await ((IAsyncDisposable)bench.Host.Host).DisposeAsync().SoonAsync();

        Assert.That(bench.Host.Gateway.OpenConnections, Is.Zero);
    }

    [Test]
    public async Task With_a_peer_and_a_channel_that_answer_it_is_down_at_once()
    {
        using var bench = await HostBench.StableAsync(options: Watched);

        await bench.StopAsync(seconds: 0);

        Assert.That(bench.Client.CurrentStatus, Is.EqualTo(ConnectionStatus.Idle));
    }

    [Test]
    public async Task An_outage_is_told_as_stopped_before_it_is_down()
    {
        using var bench = await HostBench.StableAsync(options: Watched);
        bench.Gateway.Close(1006);

        await bench.StopAsync();

        Assert.That(bench.Alerts.Calls, Is.EqualTo(["post ⏳ Reconnecting at 1", "edit 1 ⏳ Stopped at 1"]));
    }

    [Test]
    public async Task A_host_that_is_only_disposed_tells_it_too()
    {
        var bench = await HostBench.StableAsync(options: Watched);
        bench.Gateway.Close(1006);

        bench.Dispose();

        Assert.That(bench.Alerts.Calls[^1], Is.EqualTo("edit 1 ⏳ Stopped at 1"));
    }

    [Test]
    public void A_container_may_be_disposed_without_waiting()
    {
        var services = new ServiceCollection();
        var configuration = new ConfigurationManager();
        configuration["TokenSocket:GatewayUrl"] = "wss://gateway.example";
        services.AddTokenSocket(configuration);
        var provider = services.BuildServiceProvider();
        var client = provider.GetRequiredService<TokenSocketClient>();

        provider.Dispose();

        Assert.That(() => client.StartAsync(), Throws.InstanceOf<ObjectDisposedException>());
    }

    [Test]
    public async Task Nothing_is_sent_once_it_is_down()
    {
        using var bench = await HostBench.StableAsync(options: Watched);
        await bench.StopAsync();
        bench.Alerts.Calls.Clear();

        await bench.Client.StartAsync();
        bench.Gateway.Close(4004);
        bench.Advance(60);

        Assert.That(bench.Alerts.Calls, Is.Empty);
    }

    [Test]
    public async Task A_host_in_a_hurry_is_not_held_up()
    {
        using var bench = await HostBench.StableAsync(options: Watched);
        bench.Gateway.AnswersGoodbyes = false;

        var stopped = bench.Host.StopAsync(new CancellationToken(canceled: true));

        await stopped.SoonAsync();
        var status = bench.Client.CurrentStatus;
        bench.Advance(5);
        Assert.That(status, Is.EqualTo(ConnectionStatus.Closing));
    }

    private static TestCaseData State(string name, ConnectionStatus status, Action<Worst> bring) => new TestCaseData(status, bring).SetArgDisplayNames(name);

    private static TestCaseData State(string name, ConnectionStatus status, Func<Worst, Task> bring) => State(name, status, bench => { _ = bring(bench); });

    /// <summary>A channel that never answers, and a handler that hears of nothing.</summary>
    public sealed class Worst
    {
        private Worst(HostBench host, FakeTokens tokens) => (Host, Tokens) = (host, tokens);

        internal HostBench Host { get; }

        internal FakeTokens Tokens { get; }

        internal TokenSocketClient Client => Host.Client;

        internal static async Task<Worst> MadeAsync()
        {
            var tokens = new FakeTokens();
            var host = await HostBench.StableAsync(
                (_, services) => services.AddSingleton<Credentials.ITokenProvider>(tokens),
                client => client.AddHandler<Deaf>(),
                [.. Watched, ("Token", "")]);
            Deaf.Busy = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            host.Gateway.Send("busy");
            await Deaf.Busy.Task.SoonAsync();
            host.Alerts.IsStuck = true;
            return new Worst(host, tokens);
        }
    }

    private sealed class Deaf : ITokenSocketHandler
    {
        public static TaskCompletionSource Busy { get; set; } = new();

        public async ValueTask HandleAsync(SocketMessage message, CancellationToken cancellationToken)
        {
            Busy.TrySetResult();
            await new TaskCompletionSource().Task.ConfigureAwait(false);
        }
    }
}
