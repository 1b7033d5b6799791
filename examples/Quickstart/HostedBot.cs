using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TokenSocket;
using TokenSocket.Hosting;

namespace Quickstart;

/// <summary>A program as yours may be: a host, its settings in a file, and a handler that is handed the messages.</summary>
internal sealed class HostedBot : IDisposable
{
    private readonly IHost _host;

    public HostedBot(string name, Uri gateway, string token, Uri webhook)
    {
        // A bare integer is milliseconds. Leave the intervals out for the ones that a real server should see.
        Settings = new SettingsFile($$"""
            {
              "TokenSocket": {
                "GatewayUrl": "{{gateway}}",
                "Token": "{{token}}",
                "InitialReconnectInterval": 1500,
                "MaxReconnectInterval": 2000,
                "StableAfter": 1500,
                "VerboseLogging": false,
                "Discord": {
                  "Username": "{{name}}",
                  "WebhookUrl": "{{webhook}}"
                }
              }
            }
            """);

        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Configuration.AddJsonFile(Settings.FullPath, optional: false, reloadOnChange: true);
        builder.Services.AddTokenSocket(builder.Configuration).AddHandler<DiaryHandler>();
        builder.Services.AddSingleton(Diary = new Diary(name));
        _host = builder.Build();
    }

    public SettingsFile Settings { get; }

    public Diary Diary { get; }

    /// <summary>The client, which the host has made from the settings.</summary>
    public TokenSocketClient Client => _host.Services.GetRequiredService<TokenSocketClient>();

    public async Task StartAsync()
    {
        Client.Notices.Subscribe(Diary.Add);
        await _host.StartAsync();
    }

    public Task StopAsync() => _host.StopAsync();

    public void Dispose()
    {
        _host.Dispose();
        Settings.Dispose();
    }
}
