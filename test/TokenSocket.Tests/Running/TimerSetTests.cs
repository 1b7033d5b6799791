using TokenSocket.Machine;
using TokenSocket.Running;
using TokenSocket.Testing;

namespace TokenSocket.Tests.Running;

public sealed class TimerSetTests
{
    private readonly List<ConnectionEvent.TimerFired> _fired = [];
    private VirtualTime _time = null!;
    private TimerSet _timers = null!;

    [SetUp]
    public void SetUp()
    {
        _fired.Clear();
        _time = new VirtualTime();
        _timers = new TimerSet(_time, _fired.Add);
    }

    [Test]
    public void A_timer_fires_once_with_its_epoch()
    {
        _timers.Start(MachineTimer.Retry, 7, S(1));

        _time.Advance(S(10));

        Assert.That(_fired, Is.EqualTo(new[] { new ConnectionEvent.TimerFired(MachineTimer.Retry, 7) }));
    }

    [Test]
    public void A_stopped_timer_does_not_fire()
    {
        _timers.Start(MachineTimer.Retry, 7, S(1));

        _timers.Stop(MachineTimer.Retry);
        _time.Advance(S(10));

        Assert.That((_fired.Count, _time.Timers), Is.EqualTo((0, 0)));
    }

    [Test]
    public void A_timer_started_anew_replaces_the_one_before()
    {
        _timers.Start(MachineTimer.Retry, 7, S(1));
        _timers.Start(MachineTimer.Retry, 8, S(2));

        _time.Advance(S(10));

        Assert.That((_fired.Count, _fired[0].Epoch), Is.EqualTo((1, 8)));
    }

    [Test]
    public void Timers_of_two_kinds_run_beside_each_other()
    {
        _timers.Start(MachineTimer.Retry, 7, S(2));
        _timers.Start(MachineTimer.Outage, 7, S(1));

        _time.Advance(S(10));

        Assert.That(_fired.Select(one => one.Timer), Is.EqualTo(new[] { MachineTimer.Outage, MachineTimer.Retry }));
    }

    [Test]
    public void Stopping_one_that_never_ran_does_nothing()
    {
        Assert.DoesNotThrow(() => _timers.Stop(MachineTimer.Open));
    }

    private static TimeSpan S(double seconds) => TimeSpan.FromSeconds(seconds);
}
