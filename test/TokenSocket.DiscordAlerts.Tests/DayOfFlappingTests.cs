namespace TokenSocket.DiscordAlerts.Tests;

/// <summary>A server that accepts, lives for a few seconds and drops, a whole day long; the same on every run.</summary>
public sealed class DayOfFlappingTests
{
    private static readonly double[] Lives = [0, 0.5, 3, 9.9, 10.1, 40];

    [Test]
    public void Keeps_no_more_than_a_hundred_messages() =>
        Assert.That(LivedThrough().Kept, Is.LessThanOrEqualTo(AlertQueue.Capacity));

    [Test]
    public void Never_edits_a_message_twice_in_5_seconds() =>
        Assert.That(
            LivedThrough().Calls.Where(call => call.Edited is not null).GroupBy(call => call.Edited)
                .SelectMany(edits => edits.Zip(edits.Skip(1), static (a, b) => b.At - a.At)).Min(),
            Is.GreaterThanOrEqualTo(TimeSpan.FromSeconds(5)));

    [Test]
    public void Ends_with_what_is_true() =>
        Assert.That(LivedThrough().Calls[^1].Title, Is.EqualTo("✅ Connected"));

    [Test]
    public void Keeps_nothing_but_the_messages_while_the_webhook_fails() =>
        Assert.That(LivedThrough(failing: true).Kept, Is.LessThanOrEqualTo(AlertQueue.Capacity));

    private static (IReadOnlyList<AlertCall> Calls, int Kept) LivedThrough(bool failing = false)
    {
        var bench = AlertBench.Started();
        bench.Sender.AnswerAll(failing ? static () => new AlertOutcome.TryLater("HTTP 500") : null);
        for (var turn = 0; bench.Time.Elapsed < TimeSpan.FromDays(1); turn++)
        {
            bench.Advance(Lives[turn % Lives.Length]);
            bench.Gateway.Drop();
            while (bench.Gateway.OpenConnections == 0)
            {
                bench.Advance(1);
            }
        }

        bench.Advance(60);
        return ([.. bench.Sender.Calls], bench.Alerts.Kept);
    }
}
