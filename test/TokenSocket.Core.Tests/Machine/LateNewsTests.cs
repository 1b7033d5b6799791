using TokenSocket.CloseCodes;
using TokenSocket.Machine;
using static TokenSocket.Machine.ConnectionEvent;

namespace TokenSocket.Core.Tests.Machine;

/// <summary>An event of another attempt than the present one is dropped.</summary>
public sealed class LateNewsTests
{
    private static IEnumerable<TestCaseData<string, int>> EverywhereAndOfAnyOtherEpoch =>
        from state in Play.Everywhere
        from offset in new[] { -1, 1 }
        select new TestCaseData<string, int>((string)state.Arguments[0]!, offset);

    [TestCaseSource(nameof(EverywhereAndOfAnyOtherEpoch))]
    public void Changes_nothing(string state, int offset)
    {
        var play = Play.In(state);
        var before = play.State;
        var epoch = before.Epoch + offset;
        ConnectionEvent[] news =
        [
            new TokenReady(epoch),
            new TokenReady(epoch, SameAsRejected: true),
            new TokenFailed(epoch, "late", Permanent: true),
            new Opened(epoch),
            new Disconnected(epoch, new DisconnectInfo(DisconnectCause.Closed, TestDialect.Gone)),
            .. Enum.GetValues<MachineTimer>().Select(timer => new TimerFired(timer, epoch)),
        ];

        var heeded = news.Where(one => !ReferenceEquals(play.On(one).State, before) || play.Effects.Count > 0);

        Assert.That(heeded, Is.Empty);
    }

    [Test]
    public void Of_an_earlier_outage_changes_nothing()
    {
        var limited = Play.Settings with { MaxOutage = TimeSpan.FromHours(1) };
        var play = Play.Waiting(limited).Redialled().Opened().Fired(MachineTimer.Stable).Closed(TestDialect.Lost);
        var before = play.State;

        play.On(new TimerFired(MachineTimer.Outage, 1));

        Assert.That(play.State, Is.SameAs(before));
    }
}
