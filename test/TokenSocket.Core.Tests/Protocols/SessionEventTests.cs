using System.Text.Json;
using TokenSocket.Protocols;

namespace TokenSocket.Core.Tests.Protocols;

/// <summary>What a program that logs an event as it is writes into its log.</summary>
public sealed class SessionEventTests
{
    private static readonly string Long = new('x', 1000);

    [Test]
    public void An_error_is_one_line() => Assert.That(
        new ErrorReceived(4301, $"a\nb{Long}", "c\u001b[31m").ToString(),
        Is.EqualTo($"ErrorReceived {{ Code = 4301, Message = ab{Long[..254]}, Channel = c[31m }}"));

    [Test]
    public void A_failed_recovery_is_one_line() => Assert.That(
        new RecoveryFailed("c", $"a\r\nb{Long}").ToString(),
        Is.EqualTo($"RecoveryFailed {{ Channel = c, Code = ab{Long[..254]} }}"));

    [Test]
    public void An_answer_says_how_much_and_not_what() => Assert.That(
        new EventAnswer([JsonElement.Parse("\"secret\"")]).ToString(),
        Is.EqualTo("EventAnswer { Arguments = 1, Attachments = 0 }"));
}
