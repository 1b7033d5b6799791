using TokenSocket.CloseCodes;
using TokenSocket.Notices;

namespace TokenSocket.Tests.Verdicts;

public sealed class OtherEndsTests
{
    private static readonly int[] Codes = [.. Enumerable.Range(1000, 16), 2999, 3000, 3003, 3999, 4000, 4005, 4100, 4999];

    private static readonly int[] Statuses = [100, 200, 204, 301, 302, 307, 400, 402, 403, 404, 407, 408, 410, 425, 426, 429, 451, 500, 502, 503, 504, 599];

    private static readonly DisconnectCause[] Causes = [.. Enum.GetValues<DisconnectCause>().Where(one => one != DisconnectCause.Requested)];

    [TestCaseSource(nameof(Codes))]
    public async Task A_connection_closed_with_another_code_is_dialled_anew_after_31_seconds(int code)
    {
        var bench = await Bench.StableAsync();
        bench.Gateway.Close(code);

        bench.Advance(31);

        Assert.That((bench.Notices.Waits[0], bench.Client.CurrentStatus), Is.EqualTo((TimeSpan.FromSeconds(31), ConnectionStatus.Connected)));
    }

    [TestCaseSource(nameof(Statuses))]
    public async Task A_refused_handshake_is_tried_anew_after_31_seconds(int status)
    {
        var bench = new Bench();
        bench.Gateway.RefuseAll(status);
        await bench.Client.StartAsync();
        bench.Gateway.AcceptAll();

        bench.Advance(31);

        Assert.That(bench.Client.CurrentStatus, Is.EqualTo(ConnectionStatus.Connected));
    }

    [TestCaseSource(nameof(Causes))]
    public async Task An_attempt_that_fails_for_any_cause_is_made_anew_after_31_seconds(DisconnectCause cause)
    {
        var bench = new Bench();
        bench.Gateway.AnswerWith(_ => new DisconnectInfo(cause));
        await bench.Client.StartAsync();
        bench.Gateway.AcceptAll();

        bench.Advance(31);

        Assert.That(bench.Client.CurrentStatus, Is.EqualTo(ConnectionStatus.Connected));
    }

    [TestCaseSource(nameof(Causes))]
    public async Task A_connection_that_ends_for_any_cause_is_dialled_anew_after_31_seconds(DisconnectCause cause)
    {
        var bench = await Bench.StableAsync();
        bench.Gateway.Connection.End(new DisconnectInfo(cause, CloseCode.AbnormalClosure));

        bench.Advance(31);

        Assert.That(bench.Client.CurrentStatus, Is.EqualTo(ConnectionStatus.Connected));
    }

    [Test]
    public async Task The_facts_of_a_refusal_are_in_the_notice()
    {
        var bench = new Bench();
        var refusal = new DisconnectInfo(DisconnectCause.Refused, null, null, 503, "Busy", TimeSpan.FromSeconds(7), "later");
        bench.Gateway.AnswerWith(_ => refusal);

        await bench.Client.StartAsync();

        Assert.That(bench.Notices.Of<Disconnected>()[0].Info, Is.EqualTo(refusal));
    }
}
