using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TokenSocket.Contracts;
using TokenSocket.Contracts.Alerts;
using TokenSocket.DiscordAlerts;
using TokenSocket.DiscordNet;
using TokenSocket.Gateway.Discord;
using TokenSocket.Hosting;
using TokenSocket.Loopback.Tests.Hosting;
using TokenSocket.Testing;
using TokenSocket.Transport;
using TokenSocket.WebsocketClient;
using WebhookAddress = TokenSocket.DiscordAlerts.WebhookAddress;

namespace TokenSocket.Adapters.Tests.Discord;

/// <summary>One line in a program's services makes it the sender.</summary>
internal sealed class RegistrationTests
{
    [Test]
    public void Needs_nothing_else_in_the_container()
    {
        using var provider = new ServiceCollection().AddSingleton<IAlertSender, DiscordNetAlertSender>().BuildServiceProvider(validateScopes: true);

        Assert.That(provider.GetRequiredService<IAlertSender>(), Is.TypeOf<DiscordNetAlertSender>());
    }

    [Test]
    public async Task Takes_the_clock_that_is_in_the_container()
    {
        var time = new VirtualTime();
        await using var discord = await StandInDiscord.StartAsync();
        discord.Answer = Answers.Hang;
        await using var provider = new ServiceCollection()
            .AddSingleton<TimeProvider>(time).AddSingleton<IAlertSender, DiscordNetAlertSender>().BuildServiceProvider();

        var post = provider.GetRequiredService<IAlertSender>().PostAsync(new WebhookAddress(discord.WebhookUrl, null), WebhookBench.Payload, CancellationToken.None);
        await discord.WaitForAsync(channel => channel.Requests.Count == 1, Patience.Long);
        time.Advance(TimeSpan.FromSeconds(10));

        Assert.That(await post, Is.EqualTo(new AlertOutcome.TryLater("no answer in time")));
    }

    [Test]
    public async Task Takes_the_place_of_the_one_in_the_box_in_either_order_and_so_does_the_transport([Values] bool isFirst)
    {
        var services = new ServiceCollection();
        if (isFirst)
        {
            PartsUnderTest.AddTo(services);
        }

        services.AddTokenSocket(new ConfigurationBuilder().Build());
        if (!isFirst)
        {
            PartsUnderTest.AddTo(services);
        }

        await using var provider = services.BuildServiceProvider();

        Assert.That(
            (provider.GetRequiredService<IAlertSender>().GetType(), provider.GetRequiredService<ITransportFactory>().GetType()),
            Is.EqualTo((typeof(DiscordNetAlertSender), typeof(WebsocketClientTransportFactory))));
    }

    [Test]
    public async Task Is_what_the_hosts_of_these_tests_send_with()
    {
        await using var rig = await HostRig.MadeAsync();
        await rig.StartAsync();

        Assert.That(rig.Host.Services.GetRequiredService<IAlertSender>(), Is.TypeOf<DiscordNetAlertSender>());
    }
}
