using TokenSocket.CloseCodes;

namespace TokenSocket.Core.Tests.CloseCodes;

public sealed class CloseRuleTests
{
    [Test]
    public void For_a_range_keeps_every_column()
    {
        var row = new CloseRule(
            4100,
            4199,
            "Over Capacity",
            CloseMeaning.Overloaded,
            ReconnectVerdict.AfterBackoff,
            "It is full.",
            "Wait.",
            TimeSpan.FromSeconds(1),
            "over",
            "the document");

        Assert.That(row, Is.EqualTo(new CloseRule(
            new CodeRange(4100, 4199),
            "Over Capacity",
            CloseMeaning.Overloaded,
            ReconnectVerdict.AfterBackoff,
            "It is full.",
            "Wait.",
            TimeSpan.FromSeconds(1),
            "over",
            Cause: null,
            "the document")));
    }

    [Test]
    public void For_a_cause_is_about_every_number_and_waits_no_longer_than_the_schedule()
    {
        var row = CloseRule.For(DisconnectCause.Idle, "Idle", CloseMeaning.TimedOut, ReconnectVerdict.AfterBackoff, "Silence.", "Wait.", "no");

        Assert.That(row, Is.EqualTo(new CloseRule(
            CodeRange.Any,
            "Idle",
            CloseMeaning.TimedOut,
            ReconnectVerdict.AfterBackoff,
            "Silence.",
            "Wait.",
            TimeSpan.Zero,
            "no",
            DisconnectCause.Idle,
            Source: null)));
    }
}
