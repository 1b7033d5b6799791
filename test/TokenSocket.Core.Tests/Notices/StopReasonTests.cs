using TokenSocket.CloseCodes;
using TokenSocket.Dialects;
using TokenSocket.Notices;

namespace TokenSocket.Core.Tests.Notices;

public sealed class StopReasonTests
{
    private static readonly CloseRule Rule = KnownDialects.TokenSocket.Find(4004);

    [TestCase(StopKind.Verdict)]
    [TestCase(StopKind.GaveUp)]
    public void Reads_as_code_name_message_and_what_to_do(StopKind kind) =>
        Assert.That(
            new StopReason(kind, Rule, 4004, "It is gone.", "Get another.").ToString(),
            Is.EqualTo("4004 Deleted Token: It is gone. Get another."));

    [Test]
    public void Reads_without_a_code_where_it_has_none() =>
        Assert.That(
            new StopReason(StopKind.GaveUp, Rule, null, "It is gone.", "Get another.").ToString(),
            Is.EqualTo("Deleted Token: It is gone. Get another."));

    [TestCase(null)]
    [TestCase(1000)]
    public void Reads_as_the_message_alone_where_the_program_asked(int? code) =>
        Assert.That(
            new StopReason(StopKind.Requested, Rule, code, "The program ended the connection.", "Nothing to do.").ToString(),
            Is.EqualTo("The program ended the connection."));
}
