using TokenSocket.Protocols;
using static TokenSocket.Core.Tests.Protocols.PusherRecoveryWords;

namespace TokenSocket.Core.Tests.Protocols;

/// <summary>Up to where a channel has been read, and what comes out of turn.</summary>
public sealed class PusherPositionsTests
{
    [Test]
    public void A_message_ahead_of_the_gap_does_not_close_it()
    {
        var play = Resuming("a");
        play.Hear(Message("a", "s", 9, "m9"));

        Assert.That(play.Memory.PositionOf("a")?.Serial, Is.EqualTo(5), "If the connection broke now, 6 to 8 would be asked for again.");

        play.Hear(Message("a", "s", 6, "m6"));
        Assert.That(play.Memory.PositionOf("a")?.Serial, Is.EqualTo(6));

        play.Hear(Success("", """{"channel":"a","code":"position_expired"}"""));
        Assert.That(play.Memory.PositionOf("a")?.Serial, Is.EqualTo(9));
    }

    [Test]
    public void A_message_ahead_of_those_that_were_missed_waits_for_them()
    {
        var play = Resuming("a");

        Assert.That(play.Told(Message("a", "s", 8, "m8")), Is.Empty);
        Assert.That(play.Told(Message("a", "s", 9, "m9")), Is.Empty);
        play.Hear(Message("a", "s", 6, "m6"));
        play.Hear(Message("a", "s", 7, "m7"));
        Assert.That(play.Told(Message("a", "s", 8, "m8")), Has.Count.EqualTo(1));

        var told = play.Told(Success("""{"channel":"a","replayed":3}"""));

        Assert.That(told[0], Is.EqualTo(new Recovered("a", 3)));
        Assert.That(told.Skip(1).Cast<EventReceived>().Select(one => one.Channel), Is.EqualTo(new[] { "a" }));
        Assert.That(play.Memory.PositionOf("a")?.Serial, Is.EqualTo(9));
    }

    [Test]
    public void A_message_ahead_of_those_that_are_lost_comes_after_the_word_that_they_are()
    {
        var play = Resuming("a");
        play.Hear(Message("a", "s", 9, "m9"));

        var told = play.Told(Success("", """{"channel":"a","code":"position_expired"}"""));

        Assert.That(told.Select(one => one.GetType()), Is.EqualTo(new[] { typeof(RecoveryFailed), typeof(EventReceived) }));
    }

    [Test]
    public void A_server_that_never_says_what_was_missed_has_lost_it()
    {
        var play = Resuming("a");
        play.Hear(Succeeded("a", "s", 8));
        play.Hear(Message("a", "s", 9, "m9"));

        var told = PusherPlay.Told(play.Protocol.Fired(SessionTimer.Recovery));

        Assert.That((told[0], (told[1] as EventReceived)?.Channel, told.Count), Is.EqualTo((new RecoveryFailed("a", Unverifiable), "a", 2)));
        Assert.That(play.Protocol.Fired(SessionTimer.Recovery), Is.Empty);
    }

    [Test]
    public void A_thousand_messages_that_wait_are_too_many()
    {
        var play = Resuming("a");
        for (var serial = 7; serial < 1_006; serial++)
        {
            play.Hear(Message("a", "s", (ulong)serial, $"m{serial}"));
        }

        var told = play.Told(Message("a", "s", 1_006, "m1006"));

        Assert.That((told[0], told.Count), Is.EqualTo((new RecoveryFailed("a", Unverifiable), 1_001)));
    }

    [Test]
    public void A_message_is_delivered_once_and_moves_the_position_each_time()
    {
        var play = PusherPlay.UpV2("a");
        play.Hear(Succeeded("a", "s", 4));

        Assert.That(play.Told(Message("a", "s", 5, "m")), Has.Count.EqualTo(1));
        Assert.That(play.Told(Message("a", "s", 6, "m")), Is.Empty);
        Assert.That(play.Memory.PositionOf("a"), Is.EqualTo(new PusherPosition("s", 6, "m")));
    }

    [TestCase("s", 4UL, "s", 5UL)]
    [TestCase("s", 5UL, "s", 5UL)]
    [TestCase("s", 18_446_744_073_709_551_615UL, "s", 18_446_744_073_709_551_615UL)]
    [TestCase("t", 0UL, "t", 0UL)]
    public void A_position_moves_forward_within_a_stream_and_always_to_another(string stream, ulong serial, string known, ulong at)
    {
        var play = PusherPlay.UpV2("a");
        play.Hear(Succeeded("a", "s", 5));

        play.Hear(Message("a", stream, serial, "m"));

        Assert.That((play.Memory.PositionOf("a")?.StreamId, play.Memory.PositionOf("a")?.Serial), Is.EqualTo((known, at)));
    }

    [Test]
    public void A_message_without_a_place_moves_nothing()
    {
        var play = PusherPlay.UpV2("a");

        Assert.That(play.Told("""{"event":"news","channel":"a","serial":3,"message_id":"m1"}"""), Has.Count.EqualTo(1));
        Assert.That(play.Told("""{"event":"news","channel":"a","stream_id":"s","message_id":"m2"}"""), Has.Count.EqualTo(1));

        Assert.That(play.Memory.PositionOf("a"), Is.Null);
    }
}
