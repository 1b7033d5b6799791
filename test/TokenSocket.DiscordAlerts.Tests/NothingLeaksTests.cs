using System.Globalization;
using TokenSocket.CloseCodes;
using TokenSocket.Contracts.Alerts;

namespace TokenSocket.DiscordAlerts.Tests;

internal sealed class NothingLeaksTests() : SecrecyContract(SenderInBox.Make)
{
    [Test]
    public void Not_even_a_sender_that_throws_it()
    {
        var bench = AlertBench.Stable();
        bench.Sender.AnswerAll(() => throw new InvalidOperationException(AlertBench.Token));

        bench.TellFailure(new DisconnectInfo(DisconnectCause.Dropped, 1006));
        bench.Advance(7200);

        Assert.That(bench.Log.Events.Select(one => $"{one.RenderMessage(CultureInfo.InvariantCulture)} {one.Exception}").Single(), Does.Not.Contain(AlertBench.Token).And.Contain("InvalidOperationException"));
    }

    /// <summary>What a client whose channel always answers so writes to its log.</summary>
    protected override IEnumerable<string> Logged(AlertOutcome outcome)
    {
        var bench = AlertBench.Stable();
        bench.Sender.AnswerAll(() => outcome);
        bench.Gateway.Close(4002);
        bench.Advance(7200);
        return bench.Log.Events.Select(one => $"{one.RenderMessage(CultureInfo.InvariantCulture)} {one.Exception} {string.Join(' ', one.Properties)}");
    }
}
