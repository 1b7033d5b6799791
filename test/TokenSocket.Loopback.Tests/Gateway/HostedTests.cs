using System.Collections.Concurrent;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TokenSocket.Contracts;
using TokenSocket.Gateway;

namespace TokenSocket.Loopback.Tests.Gateway;

/// <summary>The gateway in a service's own application, with its own registry and log.</summary>
internal sealed class HostedTests
{
    private const string Token = "very-secret-token";

    private readonly ConcurrentQueue<string> _log = new();

    [SetUp]
    public void Start() => _log.Clear();

    [Test]
    public async Task Registry_that_throws_refuses_with_503_and_the_log_hides_the_token()
    {
        await using WebApplication app = await StartAsync(new FakeRegistry { Claim = (token, _) => throw new InvalidOperationException($"no row {token}") });

        using RawClient client = await RawClient.ConnectAsync(UrlOf(app), Token);

        Assert.That(client.Head, Does.StartWith("HTTP/1.1 503 "));
        Assert.That(_log.Single(), Does.Contain("no row ***").And.Not.Contain(Token));
    }

    [Test]
    public async Task Registry_that_hangs_refuses_with_503()
    {
        await using WebApplication app = await StartAsync(new FakeRegistry
        {
            Claim = async (_, ct) =>
            {
                await Task.Delay(Timeout.Infinite, ct);
                return new TokenClaim.Unknown();
            },
        });

        using RawClient client = await RawClient.ConnectAsync(UrlOf(app), Token);

        Assert.That(client.Head, Does.StartWith("HTTP/1.1 503 "));
    }

    [Test]
    public async Task Release_that_throws_is_logged_without_the_token_and_the_close_goes_out()
    {
        var lease = new FakeLease { Release = () => throw new InvalidOperationException($"no row {Token}") };
        await using WebApplication app = await StartAsync(new FakeRegistry { Claim = (_, _) => new(new TokenClaim.Granted(lease)) });
        using ClientWebSocket client = await Client.ConnectAsync(UrlOf(app), Token);

        _ = app.Services.GetRequiredService<TokenGateway>().CloseAllAsync(4000);

        Assert.That((await client.ReceiveCloseAsync()).Code, Is.EqualTo(4000));
        Assert.That(_log.Single(), Does.Contain("no row ***").And.Not.Contain(Token));
    }

    [Test]
    public async Task Release_that_hangs_does_not_keep_the_close()
    {
        var lease = new FakeLease { Release = () => new ValueTask(new TaskCompletionSource().Task) };
        await using WebApplication app = await StartAsync(new FakeRegistry { Claim = (_, _) => new(new TokenClaim.Granted(lease)) });
        using ClientWebSocket client = await Client.ConnectAsync(UrlOf(app), Token);

        _ = app.Services.GetRequiredService<TokenGateway>().CloseAllAsync(4000);

        Assert.That((await client.ReceiveCloseAsync()).Code, Is.EqualTo(4000));
    }

    [Test]
    public async Task Token_deleted_between_claim_and_upgrade_gets_4004()
    {
        using var deleted = new CancellationTokenSource();
        await deleted.CancelAsync();
        var lease = new FakeLease { Deleted = deleted.Token };
        await using WebApplication app = await StartAsync(new FakeRegistry { Claim = (_, _) => new(new TokenClaim.Granted(lease)) });
        using ClientWebSocket client = await Client.ConnectAsync(UrlOf(app), Token);

        Assert.That((await client.ReceiveCloseAsync()).Code, Is.EqualTo(4004));
        Assert.That(lease.Releases, Is.EqualTo(1));
    }

    [Test]
    public async Task Token_is_released_exactly_once()
    {
        var lease = new FakeLease();
        await using WebApplication app = await StartAsync(new FakeRegistry { Claim = (_, _) => new(new TokenClaim.Granted(lease)) });
        using ClientWebSocket client = await Client.ConnectAsync(UrlOf(app), Token);
        GatewayConnection connection = app.Services.GetRequiredService<TokenGateway>().Connections.Single();

        _ = connection.CloseAsync(4000);
        connection.Drop();
        await connection.Ended.WaitAsync(Patience.Long);
        await app.StopAsync();

        Assert.That(lease.Releases, Is.EqualTo(1));
    }

    [Test]
    public async Task Host_that_stops_says_1001()
    {
        await using WebApplication app = await StartAsync(new FakeRegistry { Claim = (_, _) => new(new TokenClaim.Granted(new FakeLease())) });
        using ClientWebSocket client = await Client.ConnectAsync(UrlOf(app), Token);
        Task<(int? Code, string? Reason)> end = client.ReceiveCloseAsync();

        await app.StopAsync();

        Assert.That(await end, Is.EqualTo((1001, "The server is shutting down.")));
    }

    [Test]
    public async Task Connection_does_not_print_its_token()
    {
        await using WebApplication app = await StartAsync(new FakeRegistry { Claim = (_, _) => new(new TokenClaim.Granted(new FakeLease { Owner = "alice" })) });
        using ClientWebSocket client = await Client.ConnectAsync(UrlOf(app), Token);

        GatewayConnection connection = app.Services.GetRequiredService<TokenGateway>().Connections.Single();

        Assert.That(connection.ToString(), Is.EqualTo($"{connection.Id} (alice)"));
    }

    private static Uri UrlOf(WebApplication app) => app.UrlOf("ws", "/live");

    private Task<WebApplication> StartAsync(ITokenRegistry registry) => Hosted.StartAsync(
        builder =>
        {
            builder.Logging.AddProvider(new QueueLog(_log)).SetMinimumLevel(LogLevel.Warning);
            builder.Services.AddSingleton(registry);
            builder.Services.AddTokenGateway(options => options.CloseTimeout = TimeSpan.FromMilliseconds(300));
        },
        app => app.MapTokenGateway("/live"));

    private sealed class FakeRegistry : ITokenRegistry
    {
        public required Func<string, CancellationToken, ValueTask<TokenClaim>> Claim { get; init; }

        public ValueTask<TokenClaim> ClaimAsync(string token, string connectionId, CancellationToken cancellationToken) => Claim(token, cancellationToken);
    }

    private sealed class FakeLease : ITokenLease
    {
        private int _releases;

        public int Releases => _releases;

        public string? Owner { get; init; }

        public CancellationToken Deleted { get; init; }

        public Func<ValueTask> Release { get; init; } = () => ValueTask.CompletedTask;

        public ValueTask DisposeAsync()
        {
            Interlocked.Increment(ref _releases);
            return Release();
        }
    }

    private sealed class QueueLog(ConcurrentQueue<string> lines) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
