using Microsoft.Extensions.DependencyInjection;
using TokenSocket.DiscordAlerts;
using TokenSocket.DiscordNet;
using TokenSocket.Transport;
using TokenSocket.WebsocketClient;

namespace TokenSocket.Adapters.Tests;

/// <summary>What a client under test is made of: the adapters. The stories are those that the parts in the box go through.</summary>
internal static class PartsUnderTest
{
    public static TokenSocketServices Services() => new() { TransportFactory = new WebsocketClientTransportFactory() };

    public static IAlertSender AlertSender() => new DiscordNetAlertSender();

    public static void AddTo(IServiceCollection services)
    {
        services.AddSingleton<ITransportFactory, WebsocketClientTransportFactory>();
        services.AddSingleton<IAlertSender, DiscordNetAlertSender>();
    }
}
