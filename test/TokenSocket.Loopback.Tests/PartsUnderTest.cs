using Microsoft.Extensions.DependencyInjection;
using TokenSocket.DiscordAlerts;

namespace TokenSocket.Loopback.Tests;

/// <summary>What a client under test is made of: here, what is in the box. The adapters' tests run the same stories with another of these.</summary>
internal static class PartsUnderTest
{
    public static TokenSocketServices Services() => new();

    public static IAlertSender AlertSender() => new DiscordWebhook();

    public static void AddTo(IServiceCollection services)
    {
        // A host finds these by itself.
        ArgumentNullException.ThrowIfNull(services);
    }
}
