using TokenSocket.Messages;
using TokenSocket.Running;

namespace TokenSocket.Tests.Running;

public sealed class SendBacklogTests
{
    [Test]
    public async Task Those_that_wait_for_room_and_are_cancelled_are_not_kept()
    {
        using var cancel = new CancellationTokenSource();
        await cancel.CancelAsync();
        var backlog = new SendBacklog { Options = new() { Capacity = 1 } };
        var most = 0;
        for (var i = 0; i < 10_000; i++)
        {
            backlog.Keep(Message(cancel.Token));
            most = Math.Max(most, backlog.Count);
        }

        Assert.That(most, Is.LessThan(10));
    }

    [Test]
    public void Those_that_wait_for_room_and_are_wanted_are_all_kept()
    {
        var backlog = new SendBacklog { Options = new() { Capacity = 1 } };
        for (var i = 0; i < 100; i++)
        {
            backlog.Keep(Message(CancellationToken.None));
        }

        Assert.That(backlog.Count, Is.EqualTo(100));
    }

    private static Outgoing Message(CancellationToken token) => new(MessageKind.Text, default, [], TimeSpan.Zero, isTry: false, token);
}
