namespace TokenSocket.Cli.Tests;

internal sealed class DurationsTests
{
    [TestCase("120000", 120_000)]
    [TestCase("0", 0)]
    [TestCase("500ms", 500)]
    [TestCase("31s", 31_000)]
    [TestCase("2m", 120_000)]
    [TestCase("1m30s", 90_000)]
    [TestCase("2h", 7_200_000)]
    [TestCase("1d", 86_400_000)]
    [TestCase("1d2h3m4s5ms", 93_784_005)]
    [TestCase("2592000000", 2_592_000_000)]
    public void Reads_milliseconds_and_units(string text, double milliseconds)
    {
        Assert.That(Durations.Read(text), Is.EqualTo(TimeSpan.FromMilliseconds(milliseconds)));
    }

    [TestCase("")]
    [TestCase(" ")]
    [TestCase("1 s")]
    [TestCase("s")]
    [TestCase("-1s")]
    [TestCase("1.5s")]
    [TestCase("1S")]
    [TestCase("30s1m")]
    [TestCase("1s1s")]
    [TestCase("1s500")]
    [TestCase("1w")]
    [TestCase("00:00:30")]
    [TestCase("31s\n")]
    [TestCase("١s")]
    [TestCase("1000000000000000")]
    public void Anything_else_is_none(string text)
    {
        Assert.That(Durations.Read(text), Is.Null);
    }

    [Test]
    public void Longest_that_can_be_written_is_read()
    {
        Assert.That(Durations.Read("999999d99999999h999999999m999999999s999999999ms")?.TotalDays, Is.EqualTo(5_872_695).Within(1));
    }

    [TestCase(0, "0ms")]
    [TestCase(1, "1ms")]
    [TestCase(90_000, "1m30s")]
    [TestCase(86_400_000, "1d")]
    public void Shows_what_it_reads(double milliseconds, string text)
    {
        Assert.That(Durations.Show(TimeSpan.FromMilliseconds(milliseconds)), Is.EqualTo(text));
    }

    [TestCase(31_000, "31 s")]
    [TestCase(120_000, "120 s")]
    [TestCase(500, "0.5 s")]
    public void Schedules_are_told_in_seconds(double milliseconds, string text)
    {
        Assert.That(Durations.Seconds(TimeSpan.FromMilliseconds(milliseconds)), Is.EqualTo(text));
    }
}
