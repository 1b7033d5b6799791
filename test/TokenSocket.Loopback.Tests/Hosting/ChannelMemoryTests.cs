using TokenSocket.Contracts;
using TokenSocket.DiscordAlerts;
using TokenSocket.Gateway.Discord;
using TokenSocket.Notices;
using TokenSocket.Tests.Faults;

namespace TokenSocket.Loopback.Tests.Hosting;

[Parallelizable(ParallelScope.All)]
public sealed class ChannelMemoryTests
{
    [Test]
    [Category("Fault")]
    public async Task Row25_What_is_kept_for_a_Discord_that_hangs_is_bounded()
    {
        await using var discord = await StandInDiscord.StartAsync();
        discord.Answer = Answers.Hang;
        var sender = PartsUnderTest.AlertSender();
        using var end = sender as IDisposable;
        using var alerts = new ConnectionAlerts(sender, "bot");
        alerts.Update(new DiscordAlertOptions { WebhookUrl = discord.WebhookUrl }, isOn: true, gateway: null);
        var stop = new Stopped(new(StopKind.Verdict, Dialects.KnownDialects.TokenSocket.Find(4002), 4002, "The API token is invalid.", "Check it."));

        for (var i = 0; i < 20_000; i++)
        {
            alerts.OnNext(stop);
        }

        await discord.WaitForAsync(channel => channel.Requests.Count == 1, Patience.Long);

        Row.Measured(25, $"{alerts.Kept} of 20000 alerts kept for a channel that hangs");
        Assert.That((alerts.Kept, discord.Requests.Count), Is.EqualTo((AlertQueue.Capacity, 1)));
    }
}
