using TokenSocket.CloseCodes;
using TokenSocket.Notices;

namespace TokenSocket.Tests.Verdicts;

public sealed class CloseCodesTests
{
    [Test]
    public async Task One_overrules_the_dialect()
    {
        var bench = await Bench.StableAsync(With(new CloseCodeOverride(4002) { Verdict = ReconnectVerdict.AfterBackoff, AtLeast = TimeSpan.FromSeconds(45) }));

        bench.Gateway.Close(4002);

        Assert.That((bench.Notices.Of<Disconnected>()[0].Verdict, bench.Notices.Waits[0]), Is.EqualTo((ReconnectVerdict.AfterBackoff, TimeSpan.FromSeconds(45))));
    }

    [TestCase(true, ReconnectVerdict.Never)]
    [TestCase(false, ReconnectVerdict.AfterBackoff)]
    public async Task One_overrules_the_option_for_duplicates(bool option, ReconnectVerdict verdict)
    {
        var bench = await Bench.StableAsync(o => With(new CloseCodeOverride(4003) { Verdict = verdict })(o) with { ReconnectOnDuplicateConnection = option });

        bench.Gateway.Close(4003);

        Assert.That(bench.Notices.Of<Disconnected>()[0].Verdict, Is.EqualTo(verdict));
    }

    [Test]
    public async Task One_without_a_verdict_leaves_duplicates_to_their_option()
    {
        var bench = await Bench.StableAsync(o => With(new CloseCodeOverride(4003) { Message = "Busy." })(o) with { ReconnectOnDuplicateConnection = true });

        bench.Gateway.Close(4003);

        var end = bench.Notices.Of<Disconnected>()[0];
        Assert.That((end.Verdict, end.Rule.Message), Is.EqualTo((ReconnectVerdict.AfterBackoff, "Busy.")));
    }

    [Test]
    public async Task The_stop_says_what_the_user_said()
    {
        var bench = await Bench.StableAsync(With(new CloseCodeOverride(new CodeRange(4500, 4599)) { Verdict = ReconnectVerdict.Never, Message = "The plan has ended." }));

        bench.Gateway.Close(4510);

        Assert.That(bench.Notices.Of<Stopped>()[0].Reason.Message, Is.EqualTo("The plan has ended."));
    }

    [Test]
    public async Task A_change_leaves_the_connection_alone_and_holds_for_the_next_end()
    {
        var bench = await Bench.StableAsync();

        bench.Update(With(new CloseCodeOverride(1006) { Verdict = ReconnectVerdict.Never }));
        var dials = bench.Gateway.Dials.Count;
        bench.Gateway.Close(1006);

        Assert.That((dials, bench.Client.CurrentStatus), Is.EqualTo((1, ConnectionStatus.Stopped)));
    }

    private static Func<TokenSocketOptions, TokenSocketOptions> With(params CloseCodeOverride[] overrides) => options => options with { CloseCodes = overrides };
}
