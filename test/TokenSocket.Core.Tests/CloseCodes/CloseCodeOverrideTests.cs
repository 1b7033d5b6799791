using TokenSocket.CloseCodes;
using TokenSocket.Dialects;

namespace TokenSocket.Core.Tests.CloseCodes;

public sealed class CloseCodeOverrideTests
{
    private static readonly CloseRule Row = KnownDialects.TokenSocket.Find(4002);

    [Test]
    public void What_is_not_said_stays_as_the_row_has_it() =>
        Assert.That(Find(4002, new CloseCodeOverride(4002)), Is.EqualTo(Row));

    [Test]
    public void What_is_said_takes_the_rows_place()
    {
        var said = new CloseCodeOverride(4002)
        {
            Verdict = ReconnectVerdict.AfterBackoff,
            Name = "Name",
            Message = "Message.",
            Resolution = "Resolution.",
            AtLeast = TimeSpan.FromSeconds(30),
        };

        var rule = Find(4002, said);

        Assert.That(
            (rule.Verdict, rule.Name, rule.Message, rule.Resolution, rule.AtLeast, rule.IsFinal),
            Is.EqualTo((ReconnectVerdict.AfterBackoff, "Name", "Message.", "Resolution.", TimeSpan.FromSeconds(30), true)));
    }

    [Test]
    public void A_row_that_said_it_reconnects_says_otherwise_once_it_stops() => Assert.That(
        Find(1001, new CloseCodeOverride(1001) { Verdict = ReconnectVerdict.Never }).Resolution,
        Is.EqualTo("Find out what the server wants, then start it again."));

    [Test]
    public void A_row_that_stops_anyway_keeps_its_own_advice() => Assert.That(
        Find(4002, new CloseCodeOverride(4002) { Verdict = ReconnectVerdict.Never }).Resolution,
        Is.EqualTo(Row.Resolution));

    [Test]
    public void It_keeps_its_hands_off_other_codes() =>
        Assert.That(Find(4002, new CloseCodeOverride(4001) { Message = "Other." }), Is.EqualTo(Row));

    [Test]
    public void Without_a_verdict_of_its_own_it_leaves_the_verdict_to_the_other_options() =>
        Assert.That(Find(4003, new CloseCodeOverride(4003) { Message = "Busy." }).IsFinal, Is.False);

    [Test]
    public void A_narrower_range_wins_whatever_the_order()
    {
        var wide = new CloseCodeOverride(new CodeRange(4000, 4099)) { Message = "Wide." };
        var narrow = new CloseCodeOverride(4002) { Message = "Narrow." };

        Assert.That(
            (Find(4002, wide, narrow).Message, Find(4002, narrow, wide).Message, Find(4050, narrow, wide).Message),
            Is.EqualTo(("Narrow.", "Narrow.", "Wide.")));
    }

    [Test]
    public void It_holds_for_rows_of_the_fallback_too() =>
        Assert.That(Find(1001, new CloseCodeOverride(1001) { Verdict = ReconnectVerdict.Never }).Verdict, Is.EqualTo(ReconnectVerdict.Never));

    [Test]
    public void It_holds_for_the_status_of_a_refused_handshake() =>
        Assert.That(Find(503, new CloseCodeOverride(new CodeRange(500, 599)) { Message = "Down." }).Message, Is.EqualTo("Down."));

    [Test]
    public void It_holds_for_rows_that_a_reason_chose()
    {
        var dialect = new CloseDialect("d", "none", [new(4000, "By Reason", CloseMeaning.Redirect, ReconnectVerdict.Never, "M.", "R.", ReasonPrefix: "bye")])
        {
            Fallback = KnownDialects.Rfc6455,
            Overrides = [new CloseCodeOverride(4000) { Verdict = ReconnectVerdict.Immediately }],
        };

        Assert.That(dialect.Find(4000, "bye now").Verdict, Is.EqualTo(ReconnectVerdict.Immediately));
    }

    private static CloseRule Find(int number, params CloseCodeOverride[] overrides) => (KnownDialects.TokenSocket with { Overrides = overrides }).Find(number);
}
