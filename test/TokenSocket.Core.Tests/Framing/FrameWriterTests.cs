using TokenSocket.Framing;

namespace TokenSocket.Core.Tests.Framing;

internal sealed class FrameWriterTests
{
    [TestCase(0, new byte[] { 0x82, 0 })]
    [TestCase(125, new byte[] { 0x82, 125 })]
    [TestCase(126, new byte[] { 0x82, 126, 0, 126 })]
    [TestCase(65_535, new byte[] { 0x82, 126, 0xFF, 0xFF })]
    [TestCase(65_536, new byte[] { 0x82, 127, 0, 0, 0, 0, 0, 1, 0, 0 })]
    public void Length_is_written_in_the_shortest_form(int length, byte[] header)
    {
        byte[] frame = FrameWriter.Frame(Opcode.Binary, new byte[length]);

        Assert.That(frame, Has.Length.EqualTo(header.Length + length));
        Assert.That(frame.Take(header.Length), Is.EqualTo(header));
    }

    [TestCase((int)Opcode.Continuation, 0x80)]
    [TestCase((int)Opcode.Text, 0x81)]
    [TestCase((int)Opcode.Close, 0x88)]
    [TestCase((int)Opcode.Ping, 0x89)]
    [TestCase((int)Opcode.Pong, 0x8A)]
    public void First_byte_is_final_and_the_opcode(int opcode, int first)
    {
        Assert.That(FrameWriter.Frame((Opcode)opcode, []), Is.EqualTo(new byte[] { (byte)first, 0 }));
    }

    [Test]
    public void Payload_follows_unmasked()
    {
        Assert.That(FrameWriter.Frame(Opcode.Text, "Hello"u8), Is.EqualTo(new byte[] { 0x81, 5, 0x48, 0x65, 0x6C, 0x6C, 0x6F }));
    }

    [Test]
    public void Short_destination_is_refused_before_anything_is_written()
    {
        var destination = new byte[6];

        Assert.That(
            () => FrameWriter.Write(Opcode.Text, "Hello"u8, destination),
            Throws.ArgumentException.With.Message.StartsWith("A frame of 7 bytes does not fit into 6."));
        Assert.That(destination, Is.All.Zero);
    }

    [Test]
    public void Longer_destination_is_left_alone_behind_the_frame()
    {
        var destination = new byte[9];

        int written = FrameWriter.Write(Opcode.Text, "Hello"u8, destination);

        Assert.That(written, Is.EqualTo(7));
        Assert.That(destination.Skip(7), Is.All.Zero);
    }
}
