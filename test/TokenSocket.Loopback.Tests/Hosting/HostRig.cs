using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using TokenSocket.Contracts;
using TokenSocket.Gateway;
using TokenSocket.Gateway.Discord;
using TokenSocket.Hosting;
using TokenSocket.Secrecy;
using TokenSocket.Testing;
using TokenSocket.Tests;

namespace TokenSocket.Loopback.Tests.Hosting;

/// <summary>A host with one client, and all that is real around it: a file, a gateway, and a stand-in for Discord.</summary>
internal sealed class HostRig : IAsyncDisposable
{
    private readonly IHostApplicationBuilder _builder;
    private IHost? _host;
    private bool _isStopped;

    private HostRig(IHostApplicationBuilder builder, LoopbackGateway server, StandInDiscord discord)
    {
        (_builder, Server, Discord, Token) = (builder, server, discord, RunSecrets.NewToken());
        server.Tokens.Issue(Token, "first");
        SecretsSink.Run.Scan.Hide(discord.WebhookUrl.Segments[^1]);
        builder.Configuration.SetBasePath(File.Folder);
        Services.AddSingleton(Log.Logger).AddSingleton(Inbox);
        PartsUnderTest.AddTo(Services);
        Client = Services.AddTokenSocket(builder.Configuration).AddHandler<Inbox>();
    }

    public LoopbackGateway Server { get; }

    public StandInDiscord Discord { get; }

    /// <summary>The token in the file at first, which the gateway issued to "first".</summary>
    public string Token { get; }

    public SettingsFile File { get; } = new();

    public LogRecorder Log { get; } = new();

    public Inbox Inbox { get; } = new();

    public TokenSocketBuilder Client { get; }

    public IServiceCollection Services => _builder.Services;

    public IConfigurationManager Configuration => _builder.Configuration;

    public IHost Host => _host!;

    public NoticeRecorder Notices { get; private set; } = null!;

    /// <summary>The server's end of the one connection.</summary>
    public GatewayConnection Peer => Server.Gateway.Connections.Single(static one => one.IsOpen);

    /// <summary>A host that is yet to be built. Its alerts are on, and its first wait is 100 ms.</summary>
    /// <param name="builder">Where it is built; null for a generic host.</param>
    /// <param name="options">What the file says beside that.</param>
    public static async Task<HostRig> MadeAsync(IHostApplicationBuilder? builder = null, params (string Key, string Value)[] options)
    {
        var rig = new HostRig(
            builder ?? Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null), await LoopbackGateway.StartAsync(), await StandInDiscord.StartAsync());
        rig.File.Save(
            [("GatewayUrl", $"{rig.Server.Url}{RunSecrets.Query}"), ("Token", rig.Token), ("InitialReconnectInterval", "100"), ("VerboseLogging", "true"),
            ("Discord:WebhookUrl", $"{rig.Discord.WebhookUrl}"), .. options]);
        rig.Configuration.AddJsonFile(SettingsFile.Name, optional: false, reloadOnChange: true);
        return rig;
    }

    /// <summary>One that has started and whose client is connected.</summary>
    public static async Task<HostRig> ConnectedAsync(params (string Key, string Value)[] options)
    {
        var rig = await MadeAsync(options: options);
        await rig.StartAsync();
        await rig.ConnectedAsync(times: 1);
        return rig;
    }

    /// <param name="build">Builds the host; null where the builder is a generic one.</param>
    public async Task StartAsync(Func<IHost>? build = null)
    {
        _host = build?.Invoke() ?? ((HostApplicationBuilder)_builder).Build();
        var client = _host.Services.GetRequiredService<TokenSocketClient>();
        Notices = new NoticeRecorder(client);
        client.Notices.Subscribe(SecretsSink.Run);
        await _host.StartAsync();
    }

    /// <summary>Waits until it has connected so many times.</summary>
    public Task ConnectedAsync(int times) => Eventually.HoldsAsync(() => Notices.Of<Notices.Connected>().Count >= times);

    /// <summary>Waits until the channel is so.</summary>
    public Task ChannelAsync(Func<StandInDiscord, bool> condition) => Discord.WaitForAsync(condition, Patience.Long * 2);

    /// <summary>What each message of the channel said, one after the other; deleted ones too.</summary>
    public IEnumerable<string> Titles => Discord.Messages.Select(static message => string.Join(" > ", message.Revisions.Select(static one => one.Embeds[0].Title)));

    /// <summary>Sends a message over the connection and sees it arrive.</summary>
    public async Task ExchangeAsync(GatewayConnection peer, string text)
    {
        Assert.That(await peer.SendAsync(text), Is.True, "The connection has ended.");
        Assert.That(Inbox.Next(), Is.EqualTo(text));
    }

    public async Task<HealthReportEntry> HealthAsync()
    {
        var health = (await Host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Entries[TokenSocketHosting.DefaultName];
        SecretsSink.Run.See(Outlet.Health, $"{health.Description} {health.Exception} {string.Join(' ', health.Data)}");
        return health;
    }

    public Task StopAsync()
    {
        var isStopped = _isStopped;
        _isStopped = true;
        return isStopped ? Task.CompletedTask : Host.StopAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
        {
            await StopAsync();
            await ((IAsyncDisposable)_host).DisposeAsync();
        }

        foreach (var revision in Discord.Messages.SelectMany(static message => message.Revisions))
        {
            SecretsSink.Run.See(Outlet.Alert, JsonSerializer.Serialize(revision));
        }

        await Server.DisposeAsync();
        await Discord.DisposeAsync();
        File.Dispose();
    }
}
