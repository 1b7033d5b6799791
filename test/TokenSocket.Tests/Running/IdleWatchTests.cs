using TokenSocket.Running;
using TokenSocket.Testing;

namespace TokenSocket.Tests.Running;

public sealed class IdleWatchTests
{
    private VirtualTime _time = null!;

    [SetUp]
    public void SetUp() => _time = new VirtualTime();

    [Test]
    public void Silence_is_noticed_after_the_timeout()
    {
        var expired = 0;
        using var watch = new IdleWatch(_time, S(10), () => expired++);

        _time.Advance(S(9.999));
        var early = expired;
        _time.Advance(S(0.001));

        Assert.That((early, expired, watch.HasExpired), Is.EqualTo((0, 1, true)));
    }

    [Test]
    public void A_message_puts_it_off()
    {
        var expired = 0;
        using var watch = new IdleWatch(_time, S(10), () => expired++);
        _time.Advance(S(9));
        watch.Touch();

        _time.Advance(S(9.999));
        var early = expired;
        _time.Advance(S(0.001));

        Assert.That((early, expired), Is.EqualTo((0, 1)));
    }

    [Test]
    public void It_does_not_count_while_it_is_paused()
    {
        var expired = 0;
        using var watch = new IdleWatch(_time, S(10), () => expired++);
        watch.Pause();
        _time.Advance(S(100));
        watch.Touch();

        _time.Advance(S(9.999));
        var early = expired;
        _time.Advance(S(10));

        Assert.That((early, expired), Is.EqualTo((0, 1)));
    }

    [Test]
    public void It_leaves_no_timer_behind()
    {
        new IdleWatch(_time, S(10), () => { }).Dispose();

        Assert.That(_time.Timers, Is.Zero);
    }

    private static TimeSpan S(double seconds) => TimeSpan.FromSeconds(seconds);
}
