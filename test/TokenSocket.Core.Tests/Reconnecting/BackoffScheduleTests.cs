using TokenSocket.Reconnecting;

namespace TokenSocket.Core.Tests.Reconnecting;

public sealed class BackoffScheduleTests
{
    private static readonly BackoffSchedule Plain = new(Seconds(31), Seconds(120));
    private static readonly BackoffSchedule Jittered = new(Seconds(10), Seconds(60), Jitter: 0.5);

    [TestCase(1, 31)]
    [TestCase(2, 62)]
    [TestCase(3, 120)]
    [TestCase(4, 120)]
    public void Doubles_the_wait_up_to_the_maximum(int n, double seconds) =>
        Assert.That(Plain.Wait(n), Is.EqualTo(Seconds(seconds)));

    [TestCase(1, 0.0, 10)]
    [TestCase(1, 0.5, 12.5)]
    [TestCase(2, 0.5, 25)]
    [TestCase(3, 0.5, 50)]
    [TestCase(3, 0.999, 59.98)]
    public void Below_the_maximum_adds_chance(int n, double dice, double seconds) =>
        Assert.That(Jittered.Wait(n, dice), Is.EqualTo(Seconds(seconds)));

    [TestCase(4, 0.0, 60)]
    [TestCase(4, 0.5, 48)]
    [TestCase(5, 0.5, 48)]
    public void At_the_maximum_takes_chance_away(int n, double dice, double seconds) =>
        Assert.That(Jittered.Wait(n, dice), Is.EqualTo(Seconds(seconds)));

    [Test]
    public void Where_a_doubling_meets_the_maximum_exactly_takes_chance_away() =>
        Assert.That(new BackoffSchedule(Seconds(30), Seconds(60), 1).Wait(2, 0.25), Is.EqualTo(Seconds(48)));

    [Test]
    public void Below_the_maximum_adds_no_more_than_reaches_it() =>
        Assert.That(new BackoffSchedule(Seconds(50), Seconds(60), 1).Wait(1, 0.5), Is.EqualTo(Seconds(60)));

    [Test]
    public void At_the_maximum_takes_away_no_more_than_leaves_the_first_interval() =>
        Assert.That(new BackoffSchedule(Seconds(50), Seconds(60), 1).Wait(2, 0.5), Is.EqualTo(Seconds(50)));

    [Test]
    public void With_a_first_interval_above_the_maximum_waits_the_maximum() =>
        Assert.That(new BackoffSchedule(Seconds(31), Seconds(5), 1).Wait(1, 0.5), Is.EqualTo(Seconds(5)));

    [Test]
    public void Without_jitter_ignores_the_dice() =>
        Assert.That(Plain.Wait(2, 0.999), Is.EqualTo(Seconds(62)));

    [TestCase(1_025)]
    [TestCase(int.MaxValue)]
    public void After_months_of_failures_still_waits_the_maximum(int n) =>
        Assert.That(Plain.Wait(n), Is.EqualTo(Seconds(120)));

    [TestCase(1_025)]
    [TestCase(int.MaxValue)]
    public void With_a_first_interval_of_zero_never_waits_however_long_the_row(int n) =>
        Assert.That(new BackoffSchedule(TimeSpan.Zero, Seconds(60)).Wait(n), Is.EqualTo(TimeSpan.Zero));

    [TestCase(0)]
    [TestCase(-1)]
    public void Has_no_wait_before_the_first(int n) =>
        Assert.That(() => Plain.Wait(n), Throws.TypeOf<ArgumentOutOfRangeException>());

    [Test]
    public void Never_waits_less_than_the_first_interval_nor_more_than_the_maximum([Values(0, 0.3, 1)] double jitter, [Values(1, 31, 90, 500)] int initial)
    {
        var schedule = new BackoffSchedule(Seconds(initial), Seconds(120), jitter);

        var waits = Grid(schedule).ToList();

        Assert.That(waits, Has.All.InRange(Seconds(Math.Min(initial, 120)), Seconds(120)));
    }

    [Test]
    public void Never_shortens_without_jitter() =>
        Assert.That(Enumerable.Range(1, 50).Select(n => Plain.Wait(n)), Is.Ordered);

    private static IEnumerable<TimeSpan> Grid(BackoffSchedule schedule) =>
        from n in Enumerable.Range(1, 40)
        from dice in new[] { 0, 0.001, 0.25, 0.5, 0.75, 0.999999 }
        select schedule.Wait(n, dice);

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}
