namespace TokenSocket.Testing.Tests;

public sealed class VirtualTimeTests
{
    private readonly List<string> _fired = [];
    private VirtualTime _time = null!;

    [SetUp]
    public void SetUp()
    {
        _fired.Clear();
        _time = new VirtualTime();
    }

    [Test]
    public void Stands_still_until_it_is_told_to_advance()
    {
        Assert.That((_time.Elapsed, _time.GetUtcNow()), Is.EqualTo((TimeSpan.Zero, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero))));
    }

    [Test]
    public void Advances_the_time_of_day_and_the_timestamp_alike()
    {
        var before = _time.GetTimestamp();

        _time.Advance(S(90));

        Assert.That(
            (_time.GetElapsedTime(before), _time.GetUtcNow()),
            Is.EqualTo((S(90), new DateTimeOffset(2026, 1, 1, 0, 1, 30, TimeSpan.Zero))));
    }

    [Test]
    public void Does_not_go_backwards()
    {
        Assert.That(() => _time.Advance(S(-1)), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void A_timer_fires_at_its_time_and_not_before()
    {
        using var timer = Timer("a", S(10));
        _time.Advance(S(9.999));
        var early = _fired.Count;

        _time.Advance(S(0.001));

        Assert.That((early, _fired.Count), Is.EqualTo((0, 1)));
    }

    [Test]
    public void A_timer_sees_its_own_time()
    {
        var seen = TimeSpan.Zero;
        using var timer = _time.CreateTimer(_ => seen = _time.Elapsed, null, S(10), Timeout.InfiniteTimeSpan);

        _time.Advance(S(60));

        Assert.That(seen, Is.EqualTo(S(10)));
    }

    [Test]
    public void Timers_fire_in_the_order_of_their_times()
    {
        using var late = Timer("late", S(2));
        using var soon = Timer("soon", S(1));

        _time.Advance(S(3));

        Assert.That(_fired, Is.EqualTo(new[] { "soon", "late" }));
    }

    [Test]
    public void Timers_of_one_time_fire_in_the_order_in_which_they_were_set()
    {
        using var a = Timer("a", S(1));
        using var b = Timer("b", S(1));
        a.Change(S(1), Timeout.InfiniteTimeSpan);

        _time.Advance(S(1));

        Assert.That(_fired, Is.EqualTo(new[] { "b", "a" }));
    }

    [Test]
    public void A_timer_of_no_time_fires_at_the_next_advance()
    {
        using var timer = Timer("a", TimeSpan.Zero);
        var early = _fired.Count;

        _time.Advance(TimeSpan.Zero);

        Assert.That((early, _fired.Count), Is.EqualTo((0, 1)));
    }

    [Test]
    public void A_timer_that_is_not_started_does_not_fire()
    {
        using var timer = Timer("a", Timeout.InfiniteTimeSpan);

        _time.Advance(TimeSpan.FromDays(1));

        Assert.That((_fired.Count, _time.Timers), Is.EqualTo((0, 1)));
    }

    [Test]
    public void A_periodic_timer_fires_each_time()
    {
        using var timer = _time.CreateTimer(_ => _fired.Add($"{_time.Elapsed.TotalSeconds}"), null, S(1), S(2));

        _time.Advance(S(6));

        Assert.That(_fired, Is.EqualTo(new[] { "1", "3", "5" }));
    }

    [Test]
    public void A_timer_set_anew_forgets_what_it_was_set_to()
    {
        using var timer = Timer("a", S(1));
        timer.Change(S(5), Timeout.InfiniteTimeSpan);
        _time.Advance(S(4.999));
        var early = _fired.Count;

        _time.Advance(S(10));

        Assert.That((early, _fired.Count), Is.EqualTo((0, 1)));
    }

    [Test]
    public void A_timer_can_set_itself_anew()
    {
        ITimer timer = null!;
        timer = _time.CreateTimer(
            _ =>
            {
                _fired.Add($"{_time.Elapsed.TotalSeconds}");
                timer.Change(S(10), Timeout.InfiniteTimeSpan);
            },
            null,
            S(1),
            Timeout.InfiniteTimeSpan);

        _time.Advance(S(25));

        Assert.That(_fired, Is.EqualTo(new[] { "1", "11", "21" }));
    }

    [Test]
    public void A_timer_started_while_time_advances_fires_in_the_same_advance()
    {
        using var first = _time.CreateTimer(_ => Timer("second", S(1)), null, S(1), Timeout.InfiniteTimeSpan);

        _time.Advance(S(2));

        Assert.That(_fired, Is.EqualTo(new[] { "second" }));
    }

    [Test]
    public void A_disposed_timer_does_not_fire()
    {
        Timer("a", S(1)).Dispose();

        _time.Advance(S(2));

        Assert.That((_fired.Count, _time.Timers), Is.EqualTo((0, 0)));
    }

    [Test]
    public void A_disposed_timer_cannot_be_set_anew()
    {
        var timer = Timer("a", S(1));
        timer.Dispose();

        var isSet = timer.Change(S(1), Timeout.InfiniteTimeSpan);
        _time.Advance(S(2));

        Assert.That((isSet, _fired.Count), Is.EqualTo((false, 0)));
    }

    [Test]
    public void A_timer_that_another_one_disposes_at_the_same_time_does_not_fire()
    {
        ITimer second = null!;
        using var first = _time.CreateTimer(_ => second.Dispose(), null, S(1), Timeout.InfiniteTimeSpan);
        second = Timer("second", S(1));

        _time.Advance(S(1));

        Assert.That(_fired, Is.Empty);
    }

    [Test]
    public void A_timer_that_advances_the_clock_is_not_undone()
    {
        using var timer = _time.CreateTimer(_ => _time.Advance(S(100)), null, S(1), Timeout.InfiniteTimeSpan);

        _time.Advance(S(2));

        Assert.That(_time.Elapsed, Is.EqualTo(S(101)));
    }

    [Test]
    public void The_time_of_day_can_be_set_without_a_timer_noticing()
    {
        using var timer = Timer("a", S(10));

        _time.SetTimeOfDay(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));
        _time.Advance(S(9));

        Assert.That((_fired.Count, _time.GetUtcNow()), Is.EqualTo((0, new DateTimeOffset(2030, 1, 1, 0, 0, 9, TimeSpan.Zero))));
    }

    [Test]
    public void A_cancellation_after_a_while_comes_in_virtual_time()
    {
        using var source = new CancellationTokenSource(S(10), _time);

        _time.Advance(S(10));

        Assert.That(source.IsCancellationRequested, Is.True);
    }

    private static TimeSpan S(double seconds) => TimeSpan.FromSeconds(seconds);

    private ITimer Timer(string name, TimeSpan due) => _time.CreateTimer(_ => _fired.Add(name), null, due, Timeout.InfiniteTimeSpan);
}
