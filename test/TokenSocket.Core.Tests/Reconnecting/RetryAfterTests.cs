using TokenSocket.Reconnecting;

namespace TokenSocket.Core.Tests.Reconnecting;

public sealed class RetryAfterTests
{
    private static readonly DateTimeOffset Now = new(1994, 11, 6, 8, 49, 7, TimeSpan.Zero);

    [TestCase("0", 0)]
    [TestCase("1", 1)]
    [TestCase("120", 120)]
    [TestCase(" 120 ", 120)]
    [TestCase("007", 7)]
    public void Reads_seconds(string header, double seconds) =>
        Assert.That(RetryAfter.Read(header, Now), Is.EqualTo(TimeSpan.FromSeconds(seconds)));

    [TestCase("Sun, 06 Nov 1994 08:49:37 GMT", TestName = "Reads_the_date_form_of_today")]
    [TestCase("Sunday, 06-Nov-94 08:49:37 GMT", TestName = "Reads_the_date_form_of_RFC_850")]
    [TestCase("Sun Nov  6 08:49:37 1994", TestName = "Reads_the_date_form_of_asctime")]
    public void Reads_a_date(string header) =>
        Assert.That(RetryAfter.Read(header, Now), Is.EqualTo(TimeSpan.FromSeconds(30)));

    [Test]
    public void Compares_a_date_with_a_clock_of_any_zone() =>
        Assert.That(
            RetryAfter.Read("Sun, 06 Nov 1994 08:49:37 GMT", Now.ToOffset(TimeSpan.FromHours(-5))),
            Is.EqualTo(TimeSpan.FromSeconds(30)));

    [Test]
    public void Of_a_date_gone_by_is_no_wait() =>
        Assert.That(RetryAfter.Read("Sun, 06 Nov 1994 08:49:06 GMT", Now), Is.EqualTo(TimeSpan.Zero));

    [TestCase("3599", 3599)]
    [TestCase("3600", 3600)]
    [TestCase("3601", 3600)]
    [TestCase("99999999999999999999999999", 3600)]
    public void Is_cut_at_one_hour(string header, double seconds) =>
        Assert.That(RetryAfter.Read(header, Now), Is.EqualTo(TimeSpan.FromSeconds(seconds)));

    [Test]
    public void Of_more_digits_than_a_number_can_hold_is_one_hour() =>
        Assert.That(RetryAfter.Read(new string('9', 400), Now), Is.EqualTo(TimeSpan.FromHours(1)));

    [TestCase("Sun, 06 Nov 1994 09:49:07 GMT")]
    [TestCase("Sun, 06 Nov 1994 09:49:08 GMT")]
    [TestCase("Fri, 31 Dec 9999 23:59:59 GMT")]
    public void Of_a_date_far_ahead_is_cut_at_one_hour(string header) =>
        Assert.That(RetryAfter.Read(header, Now), Is.EqualTo(TimeSpan.FromHours(1)));

    [TestCase(null)]
    [TestCase("")]
    [TestCase("  ")]
    [TestCase("soon")]
    [TestCase("-5")]
    [TestCase("1.5")]
    [TestCase("+5")]
    [TestCase("1e3")]
    [TestCase("٣")]
    [TestCase("Mon, 06 Nov 1994 08:49:37 GMT", Description = "6 November 1994 was a Sunday")]
    [TestCase("Sun, 06 Nov 1994 08:49:37 PST")]
    [TestCase("1994-11-06T08:49:37Z")]
    public void Says_nothing_where_nothing_can_be_read(string? header) =>
        Assert.That(RetryAfter.Read(header, Now), Is.Null);
}
