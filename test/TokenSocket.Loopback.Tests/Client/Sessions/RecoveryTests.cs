using TokenSocket.Gateway;
using TokenSocket.Notices;
using TokenSocket.Protocols;

namespace TokenSocket.Loopback.Tests.Client.Sessions;

/// <summary>What is published while a connection is down, at a server that keeps it (V2).</summary>
public sealed class RecoveryTests
{
    private const string Unverifiable = "continuity_unverifiable";

    [TestCase("news")]
    [TestCase("private-orders")]
    public async Task Under_load_every_message_comes_once_and_in_order_however_often_the_connection_breaks(string channel)
    {
        const int Messages = 600;
        await using var stage = await ChannelStage.SetAsync(serve: serve => serve.Pusher.ReplayCapacity = Messages);
        await stage.ConnectAsync();
        stage.Client.Subscribe(channel);
        await stage.SubscribedAsync(channel);

        var publishing = PublishAsync(stage, channel, Messages);
        var (heard, recovered, failed) = await HearAsync(stage, Messages);
        await publishing;

        Assert.That(heard, Is.EqualTo(Enumerable.Range(1, Messages)));
        Assert.That((recovered, failed), Is.EqualTo((stage.Notices.Of<Connected>().Count - 1, 0)));
        Assert.That(recovered, Is.GreaterThan(1), "The connection was to break more than once.");
    }

    [Test]
    public async Task What_was_missed_comes_and_is_counted()
    {
        await using var stage = await MissAsync(messages: 3);

        Assert.That(
            (await stage.TickAsync(), await stage.TickAsync(), await stage.TickAsync(), await stage.NextAsync<Recovered>()),
            Is.EqualTo((1, 2, 3, new Recovered("news", 3))));
        await stage.Channels.PublishAsync("news", "tick", "4");
        Assert.That(await stage.TickAsync(), Is.EqualTo(4));
    }

    [Test]
    public async Task A_drop_in_which_nothing_was_missed_is_told_too()
    {
        await using var stage = await MissAsync(messages: 0);

        Assert.That(await stage.NextAsync<Recovered>(), Is.EqualTo(new Recovered("news", 0)));
    }

    [Test]
    public async Task More_than_the_server_keeps_is_told_as_lost()
    {
        await using var stage = await MissAsync(messages: 10, serve => serve.Pusher.ReplayCapacity = 3);

        await FailsAsync(stage, "position_expired");
    }

    [Test]
    public async Task A_stream_that_began_anew_is_told_as_lost()
    {
        await using var stage = await MissAsync(messages: 3, meanwhile: channels => channels.ResetStream("news"));

        await FailsAsync(stage, "stream_reset");
    }

    [Test]
    public async Task A_server_whose_store_is_down_is_told_as_lost()
    {
        await using var stage = await MissAsync(messages: 3, meanwhile: channels => channels.Recovery = PusherRecoveryMode.Unavailable);

        await FailsAsync(stage, "persistence_unavailable");
    }

    [Test]
    public async Task A_server_without_recovery_says_so_and_it_is_told_as_lost()
    {
        await using var stage = await MissAsync(messages: 3, meanwhile: channels => channels.Recovery = PusherRecoveryMode.Off);

        Assert.That(await stage.NextAsync<ErrorReceived>(), Is.EqualTo(new ErrorReceived(4301, "Connection recovery is not enabled", null)));
        await FailsAsync(stage, Unverifiable);
    }

    [Test]
    public async Task A_channel_that_failed_once_recovers_from_there()
    {
        await using var stage = await MissAsync(messages: 10, serve => serve.Pusher.ReplayCapacity = 3);
        await FailsAsync(stage, "position_expired");

        await BreakAsync(stage, messages: 2);
        await stage.SubscribedAsync("news");

        Assert.That((await stage.TickAsync(), await stage.TickAsync(), await stage.NextAsync<Recovered>()), Is.EqualTo((1, 2, new Recovered("news", 2))));
    }

    /// <summary>Subscribed, disconnected while so many were published, and subscribed again.</summary>
    private static async Task<ChannelStage> MissAsync(int messages, Action<TokenGatewayOptions>? serve = null, Action<PusherChannels>? meanwhile = null)
    {
        var stage = await ChannelStage.SetAsync(serve: serve);
        await stage.ConnectAsync();
        stage.Client.Subscribe("news");
        await stage.SubscribedAsync("news");
        await BreakAsync(stage, messages, meanwhile);
        await stage.SubscribedAsync("news");
        return stage;
    }

    private static async Task BreakAsync(ChannelStage stage, int messages, Action<PusherChannels>? meanwhile = null)
    {
        stage.Server.Gateway.RefuseHandshakes(503);
        var peer = stage.Server.Gateway.Connections.Single();
        peer.Drop();
        await peer.Ended;
        for (var number = 1; number <= messages; number++)
        {
            await stage.Channels.PublishAsync("news", "tick", $"{number}");
        }

        meanwhile?.Invoke(stage.Channels);
        stage.Server.Gateway.AcceptHandshakes();
    }

    /// <summary>The program hears once that the channel is to be built anew, and then what is new.</summary>
    private static async Task FailsAsync(ChannelStage stage, string code)
    {
        var failed = await stage.NextAsync<RecoveryFailed>();
        await stage.Channels.PublishAsync("news", "tick", "99");

        Assert.That((failed, await stage.TickAsync()), Is.EqualTo((new RecoveryFailed("news", code), 99)));
    }

    private static async Task PublishAsync(ChannelStage stage, string channel, int messages)
    {
        for (var number = 1; number <= messages; number++)
        {
            await stage.Channels.PublishAsync(channel, "tick", $"{number}");
            if (number % 100 == 50)
            {
                foreach (var connection in stage.Server.Gateway.Connections)
                {
                    connection.Drop();
                }
            }

            if (number % 2 == 0)
            {
                await Task.Delay(1);
            }
        }
    }

    private static async Task<(List<int> Heard, int Recovered, int Failed)> HearAsync(ChannelStage stage, int last)
    {
        var (heard, recovered, failed) = (new List<int>(), 0, 0);
        while (heard.LastOrDefault() < last)
        {
            switch (await stage.Events.NextAsync())
            {
                case EventReceived tick:
                    heard.Add(tick.Data.GetInt32());
                    break;
                case Recovered:
                    recovered++;
                    break;
                case RecoveryFailed:
                    failed++;
                    break;
            }
        }

        return (heard, recovered, failed);
    }
}
