using System.IO.Pipelines;
using TokenSocket.CloseCodes;
using TokenSocket.Notices;
using TokenSocket.Secrecy;
using TokenSocket.Testing;
using TokenSocket.Tests;

namespace TokenSocket.DiscordAlerts.Tests;

/// <summary>A client on fakes whose story is told to a fake channel; alerts are on.</summary>
internal sealed class AlertBench
{
    public static string Token => RunSecrets.WebhookToken;

    public static readonly Uri Webhook = new($"https://discord.example/api/webhooks/123/{Token}");

    public AlertBench(Func<TokenSocketOptions, TokenSocketOptions>? change = null)
    {
        // The framework's context would make what awaits go on elsewhere and later.
        SynchronizationContext.SetSynchronizationContext(null);
        Sender = new FakeAlertSender(Time);
        Alerts = new ConnectionAlerts(Sender, "bot", Time, Log.Logger, null, PipeScheduler.Inline);
        var options = new TokenSocketOptions { GatewayUrl = new Uri("wss://gateway.example/v2" + RunSecrets.Query), Token = RunSecrets.Token };
        Client = new TokenSocketClient(change?.Invoke(options) ?? options, SecretsSink.Run.Watch(Inline.Services(Gateway, Time)));
        Client.Notices.Subscribe(Alerts);
        Update();
    }

    public VirtualTime Time { get; } = new();

    public FakeGateway Gateway { get; } = new();

    public LogRecorder Log { get; } = new();

    public FakeAlertSender Sender { get; }

    public ConnectionAlerts Alerts { get; }

    public TokenSocketClient Client { get; }

    /// <summary>When each request was made, in seconds.</summary>
    public IEnumerable<double> Times => Sender.Calls.Select(call => call.At.TotalSeconds);

    /// <summary>How long after each request the next one was made, in seconds.</summary>
    public double[] Waits => [.. Times.Zip(Times.Skip(1), static (a, b) => b - a)];

    public static AlertBench Started(Func<TokenSocketOptions, TokenSocketOptions>? change = null)
    {
        var bench = new AlertBench(change);
        bench.Start();
        return bench;
    }

    /// <summary>Connected and stable; what the channel was told of it is forgotten (it was message 1).</summary>
    public static AlertBench Stable(Func<TokenSocketOptions, TokenSocketOptions>? change = null)
    {
        var bench = Started(change);
        bench.Advance(10);
        bench.Sender.Calls.Clear();
        return bench;
    }

    public void Start() => Assert.That(Client.StartAsync().IsCompletedSuccessfully, Is.True);

    public void Update(DiscordAlertOptions? options = null, bool isOn = true, string? gateway = "wss://gateway.example/v2") =>
        Alerts.Update(options ?? new DiscordAlertOptions { WebhookUrl = Webhook }, isOn, gateway);

    public void Advance(double seconds) => Time.Advance(TimeSpan.FromSeconds(seconds));

    /// <summary>A failure that no client told, as the tokensocket dialect reads it.</summary>
    public static Disconnected Failure(DisconnectInfo info, ReconnectVerdict verdict = ReconnectVerdict.AfterBackoff) =>
        new(info, Dialects.KnownDialects.TokenSocket.Find(info), verdict);

    /// <summary>Tells of a failure and of the wait after it.</summary>
    public void TellFailure(DisconnectInfo info)
    {
        Alerts.OnNext(Failure(info));
        Alerts.OnNext(new RetryScheduled(TimeSpan.FromSeconds(31), 2, Time.GetUtcNow() + TimeSpan.FromSeconds(31)));
    }
}
