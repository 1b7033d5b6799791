using System.Globalization;
using TokenSocket.Protocols;

namespace TokenSocket.Core.Tests.Protocols;

public sealed class PusherMemoryTests
{
    private PusherMemory _memory = new();

    [SetUp]
    public void Begin() => _memory = new PusherMemory();

    [Test]
    public void Keeps_channels_in_the_order_in_which_they_were_asked_for()
    {
        var changed = new[] { _memory.Add("c"), _memory.Add("a"), _memory.Add("b"), _memory.Add("a"), _memory.Remove("c"), _memory.Remove("c"), _memory.Add("c") };

        Assert.That(changed, Is.EqualTo([true, true, true, false, true, false, true]));
        Assert.That(_memory.Channels, Is.EqualTo(["a", "b", "c"]));
    }

    [Test]
    public void Remembers_the_last_thousand_messages()
    {
        for (var n = 0; n < 1001; n++)
        {
            Assert.That(_memory.See("a", n.ToString(CultureInfo.InvariantCulture)));
        }

        Assert.That(_memory.See("a", "1"), Is.False);
        Assert.That(_memory.See("a", "0"), "It is the thousand and first.");
    }

    [Test]
    public void A_message_that_comes_again_pushes_none_out()
    {
        _memory.See("a", "first");
        for (var n = 0; n < 5000; n++)
        {
            _memory.See("a", "again");
        }

        Assert.That(_memory.See("a", "first"), Is.False);
    }

    [Test]
    public void Another_server_knows_neither_positions_nor_messages()
    {
        _memory.Add("a");
        _memory.MarkSubscribed("a");
        _memory.Place("a", new PusherPosition("s", 1));
        _memory.See("a", "m");

        _memory.ForgetPositions();

        Assert.That(_memory.PositionOf("a"), Is.Null);
        Assert.That(_memory.See("a", "m"));
        Assert.That(_memory.HasHad("a"), "What it misses is lost, and must be told.");
    }

    [Test]
    public void Knows_nothing_of_a_channel_that_is_not_wanted()
    {
        _memory.Place("a", new PusherPosition("s", 1));
        _memory.MarkSubscribed("a");
        _memory.Add("a");

        Assert.That((_memory.PositionOf("a"), _memory.HasHad("a")), Is.EqualTo(((PusherPosition?)null, false)));
    }
}
