using TokenSocket.Contracts;
using TokenSocket.Gateway;
using TokenSocket.Notices;
using TokenSocket.Protocols;
using TokenSocket.Testing;

namespace TokenSocket.Loopback.Tests.Client.Sessions;

/// <summary>The join that RMS-Socket waits for before it says anything.</summary>
public sealed class RmsJoinTests
{
    [Test]
    public async Task A_customer_joins_by_its_number_and_asks_for_an_answer()
    {
        await using var stage = await RmsStage.SetAsync();

        await stage.Client.ConnectAsync().WaitAsync(Patience.Long);
        var join = await stage.Said.NextAsync();

        Assert.That((join.Name, join.Arguments.Single().GetString(), join.WantsAnswer), Is.EqualTo(("join", RmsStage.Customer, true)));
    }

    [Test]
    public async Task Bets_come_only_once_the_customer_has_joined()
    {
        var early = new List<bool>();
        await using var stage = await RmsStage.SetAsync(serve => serve.OnConnected = async (connection, _) =>
            early.Add(await connection.EmitAsync("RESERVE_BET_ACCEPT", "too early")));

        await stage.Client.ConnectAsync().WaitAsync(Patience.Long);
        await stage.Said.NextAsync();
        var peer = stage.Server.Gateway.Connections.Single();
        await peer.EmitAsync("RESERVE_BET_ACCEPT", new { betId = 1 });
        await peer.EmitAsync("RESERVE_BET_REJECT", new { betId = 2 });

        Assert.That(early, Is.EqualTo(new[] { false }));
        Assert.That((await BetAsync(stage), await BetAsync(stage)), Is.EqualTo((("RESERVE_BET_ACCEPT", 1), ("RESERVE_BET_REJECT", 2))));
    }

    [Test]
    public async Task A_join_that_is_acknowledged_is_worth_no_word()
    {
        var time = new VirtualTime();
        var (stage, peer) = await RmsStage.JoinedAsync(time: time);
        await using var _ = stage;
        await peer.EmitAsync("hello");
        await stage.Events.NextAsync();

        time.Advance(TimeSpan.FromSeconds(11));

        Assert.That(stage.Notices.Of<SessionWarning>(), Is.Empty);
    }

    [Test]
    public async Task A_join_that_is_not_acknowledged_is_a_warning_after_ten_seconds_and_no_end()
    {
        var time = new VirtualTime();
        var (stage, peer) = await RmsStage.JoinedAsync(serve => serve.SocketIo.AcknowledgeJoins = false, time: time);
        await using var _ = stage;

        time.Advance(TimeSpan.FromSeconds(10) - TimeSpan.FromMilliseconds(1));
        var early = stage.Notices.Of<SessionWarning>().Count;
        time.Advance(TimeSpan.FromMilliseconds(1));
        var warning = await stage.Notices.FirstAsync<SessionWarning>();
        await peer.EmitAsync("RESERVE_BET_ACCEPT", new { betId = 7 });

        Assert.That((early, warning.Message), Is.EqualTo((0, "The server has not acknowledged 'join' within 10 s; it may be that it sends no events.")));
        Assert.That((await BetAsync(stage), stage.Notices.Of<Disconnected>().Count), Is.EqualTo((("RESERVE_BET_ACCEPT", 7), 0)));
    }

    private static async Task<(string Name, int Bet)> BetAsync(RmsStage stage) =>
        await stage.Events.NextAsync() is EventReceived bet ? (bet.Name, bet.Data.GetProperty("betId").GetInt32()) : default;
}
