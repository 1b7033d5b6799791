using TokenSocket.Core.Tests.Machine;
using TokenSocket.Tests.Faults;

namespace TokenSocket.Core.Tests.Faults;

[Category("Fault")]
public sealed class OneSocketWalkTests
{
    private const string OneSocket = "One socket at a time";
    private const string LateNews = "Late news changes nothing";

    [Test]
    public void Row15_No_path_orders_a_second_socket_or_heeds_late_news_of_an_old_one()
    {
        var late = 0;

        var walk = new Walk(maxAttempts: null, new Dictionary<string, Func<Step, bool>>(StringComparer.Ordinal)
        {
            [OneSocket] = step => step.Then.Fault is null,
            [LateNews] = step =>
            {
                var isLate = step.Event.OfEpoch is { } epoch && epoch != step.From.Epoch;
                late += isLate ? 1 : 0;
                return !isLate || step.ChangesNothing;
            },
        });

        var faults = walk.FaultsOf(OneSocket).Concat(walk.FaultsOf(LateNews)).ToArray();
        Row.Measured(15, $"{walk.States} states, {walk.Steps} steps, {late} of them late news: {faults.Length} second sockets or late news heeded");
        Assert.That(faults, Is.Empty);
        Assert.That(late, Is.GreaterThan(100_000));
    }
}
