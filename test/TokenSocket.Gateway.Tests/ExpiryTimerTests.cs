using TokenSocket.Testing;

namespace TokenSocket.Gateway.Tests;

internal sealed class ExpiryTimerTests
{
    private VirtualTime _time = null!;
    private int _calls;

    [SetUp]
    public void Start() => (_time, _calls) = (new VirtualTime(), 0);

    [TestCase(0.25)]
    [TestCase(2400)]
    public void Calls_once_at_the_end_and_not_before(double hours)
    {
        using ExpiryTimer timer = After(TimeSpan.FromHours(hours));

        _time.Advance(TimeSpan.FromHours(hours) - TimeSpan.FromTicks(1));
        Assert.That(_calls, Is.Zero);

        _time.Advance(TimeSpan.FromDays(1));
        Assert.That(_calls, Is.EqualTo(1));
    }

    [Test]
    public void Reaches_further_than_a_timer_of_the_platform()
    {
        DateTimeOffset end = TimeProvider.System.GetUtcNow() + TimeSpan.FromDays(100);

        Assert.That(() => new ExpiryTimer(end, () => _calls++, TimeProvider.System).Dispose(), Throws.Nothing);
    }

    [Test]
    public void Looks_again_where_the_clock_was_set_back()
    {
        using ExpiryTimer timer = After(TimeSpan.FromMinutes(15));
        _time.SetTimeOfDay(_time.GetUtcNow() - TimeSpan.FromMinutes(5));

        _time.Advance(TimeSpan.FromMinutes(15));
        Assert.That(_calls, Is.Zero);

        _time.Advance(TimeSpan.FromMinutes(5));
        Assert.That(_calls, Is.EqualTo(1));
    }

    [Test]
    public void Calls_at_once_for_what_is_past()
    {
        using ExpiryTimer timer = After(TimeSpan.Zero);

        Assert.That(_calls, Is.EqualTo(1));
    }

    [Test]
    public void Disposed_it_calls_no_more()
    {
        After(TimeSpan.FromMinutes(15)).Dispose();

        _time.Advance(TimeSpan.FromMinutes(30));

        Assert.That((_calls, _time.Timers), Is.EqualTo((0, 0)));
    }

    private ExpiryTimer After(TimeSpan lifetime) => new(_time.GetUtcNow() + lifetime, () => _calls++, _time);
}
