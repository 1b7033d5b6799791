using System.IO.Pipelines;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using TokenSocket.DiscordAlerts;
using TokenSocket.Secrecy;
using TokenSocket.Testing;
using TokenSocket.Tests;
using TokenSocket.Transport;

namespace TokenSocket.Hosting.Tests;

/// <summary>A host with one client, on fakes: a file in memory, a gateway, a channel, a log, and virtual time.</summary>
internal sealed class HostBench : IDisposable
{
    private HostBench(Action<HostBench, IServiceCollection>? add, Action<TokenSocketBuilder>? build, (string Key, string Value)[] options)
    {
        // The framework's context would make what awaits go on elsewhere and later.
        SynchronizationContext.SetSynchronizationContext(null);
        File.Fill([("GatewayUrl", "wss://gateway.example/v2" + RunSecrets.Query), ("Token", RunSecrets.Token), .. options]);
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        ((IConfigurationBuilder)builder.Configuration).Add(File);
        builder.Services.AddSingleton<TimeProvider>(Time);
        builder.Services.AddSingleton(PipeScheduler.Inline);
        builder.Services.AddSingleton<ITransportFactory>(new WatchedTransports(Gateway, SecretsSink.Run.Scan));
        builder.Services.AddSingleton<IAlertSender>(Alerts);
        builder.Services.AddSingleton(Log.Logger);
        var client = builder.Services.AddTokenSocket(builder.Configuration);
        build?.Invoke(client);
        add?.Invoke(this, builder.Services);
        Host = builder.Build();
    }

    public VirtualTime Time { get; } = new();

    public Reloadable File { get; } = new();

    public FakeGateway Gateway { get; } = new();

    public AlertRecorder Alerts { get; } = new();

    public LogRecorder Log { get; } = new();

    public IHost Host { get; }

    public TokenSocketClient Client => Host.Services.GetRequiredService<TokenSocketClient>();

    public static HostBench Made(
        Action<HostBench, IServiceCollection>? add = null, Action<TokenSocketBuilder>? build = null, params (string Key, string Value)[] options) =>
        new(add, build, options);

    /// <summary>A host that has started, and whose client is connected and stable.</summary>
    public static Task<HostBench> StableAsync(
        Action<HostBench, IServiceCollection>? add = null, Action<TokenSocketBuilder>? build = null, params (string Key, string Value)[] options)
    {
        var bench = new HostBench(add, build, options);
        bench.Client.Notices.Subscribe(SecretsSink.Run);
        Assert.That(bench.Host.StartAsync().IsCompletedSuccessfully, Is.True);
        bench.Advance(10);
        bench.Log.Clear();
        bench.Alerts.Calls.Clear();
        return Task.FromResult(bench);
    }

    public void Advance(double seconds) => Time.Advance(TimeSpan.FromSeconds(seconds));

    /// <summary>Saves a changed value, and lets the quiet pass in which it is read.</summary>
    public void Save(string key, string? value)
    {
        File.Save(key, value);
        Time.Advance(OptionsWatch.Quiet);
    }

    public async Task<HealthReportEntry> HealthAsync(string name = TokenSocketHosting.DefaultName)
    {
        var health = (await Host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Entries[name];
        SecretsSink.Run.See(Outlet.Health, $"{health.Description} {health.Exception} {string.Join(' ', health.Data)}");
        return health;
    }

    /// <summary>Stops the host while so much time passes, which must suffice.</summary>
    public async Task StopAsync(double seconds = 0)
    {
        var stopped = Host.StopAsync();
        Advance(seconds);
        await stopped.SoonAsync();
    }

    /// <summary>Disposes the host while a minute passes, so that what waits for someone gives up.</summary>
    public void Dispose()
    {
        var gone = ((IAsyncDisposable)Host).DisposeAsync().AsTask();
        Advance(60);
        Assert.That(gone.Wait(TimeSpan.FromSeconds(10)), Is.True);
    }
}
