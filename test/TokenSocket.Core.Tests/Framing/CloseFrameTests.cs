using System.Text;
using TokenSocket.Framing;

namespace TokenSocket.Core.Tests.Framing;

internal sealed class CloseFrameTests
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    [Test]
    public void Payload_is_the_code_in_network_order_and_the_reason([Values(0, 1004, 1005, 1006, 1015, 2999, 4001, 65_535)] int code)
    {
        byte[] payload = CloseFrame.Payload((ushort)code, "bye");

        Assert.That(payload, Is.EqualTo(new byte[] { (byte)(code >> 8), (byte)code, (byte)'b', (byte)'y', (byte)'e' }));
    }

    [Test]
    public void Reason_of_123_bytes_stays_whole()
    {
        Assert.That(Reason(new string('x', 123)), Is.EqualTo(new string('x', 123)));
    }

    [TestCase("x", 123)]
    [TestCase("é", 61)]
    [TestCase("€", 41)]
    [TestCase("😀", 30)]
    public void Longer_reason_is_cut_after_the_last_whole_character(string character, int fitting)
    {
        string tooLong = string.Concat(Enumerable.Repeat(character, 200));

        Assert.That(Reason(tooLong), Is.EqualTo(string.Concat(Enumerable.Repeat(character, fitting))));
    }

    [Test]
    public void Half_a_surrogate_pair_becomes_the_replacement_character()
    {
        Assert.That(Reason("a\uD83Db"), Is.EqualTo("a\uFFFDb"));
    }

    [Test]
    public void Empty_payload_reads_as_1005_without_a_reason()
    {
        Assert.That(CloseFrame.Read([]), Is.EqualTo((1005, "")));
    }

    [Test]
    public void Payload_of_one_byte_means_nothing()
    {
        Assert.That(CloseFrame.Read([0x0F]), Is.Null);
    }

    [Test]
    public void Bytes_that_are_no_utf8_read_as_the_replacement_character()
    {
        Assert.That(CloseFrame.Read([0x0F, 0xA1, (byte)'a', 0xFF]), Is.EqualTo((4001, "a\uFFFD")));
    }

    private static string Reason(string reason) => Strict.GetString(CloseFrame.Payload(4000, reason).AsSpan(2));
}
