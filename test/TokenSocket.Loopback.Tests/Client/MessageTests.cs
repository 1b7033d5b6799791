using System.Security.Cryptography;
using TokenSocket.CloseCodes;
using TokenSocket.Messages;
using TokenSocket.Notices;

namespace TokenSocket.Loopback.Tests.Client;

public sealed class MessageTests : GatewayFixture
{
    [Test]
    public async Task Text_and_bytes_of_every_size_arrive_whole_and_in_order([Values(0, 1, 125, 126, 65535, 65536, 1_000_000)] int size)
    {
        var (rig, peer) = await Rig.ConnectedAsync(Server);
        var bytes = RandomNumberGenerator.GetBytes(size);
        var text = new string('ü', size / 2);

        await peer.SendAsync(bytes);
        await peer.SendAsync(text);
        var (first, second) = (rig.NextMessage(), rig.NextMessage());

        Assert.That(
            (first.Kind, first.Bytes.Span.SequenceEqual(bytes), second.Kind, second.Text),
            Is.EqualTo((MessageKind.Binary, true, MessageKind.Text, text)));
        await rig.DisposeAsync();
    }

    [Test]
    public async Task A_message_in_fragments_arrives_as_one()
    {
        var (rig, peer) = await Rig.ConnectedAsync(Server);

        await peer.SendRawAsync((byte[])[0x01, 3, .. "one"u8, 0x89, 0, 0x00, 3, .. "two"u8, 0x80, 5, .. "three"u8]);

        Assert.That(rig.NextMessage().Text, Is.EqualTo("onetwothree"));
        await rig.DisposeAsync();
    }

    [Test]
    public async Task A_message_of_the_largest_size_arrives()
    {
        var (rig, peer) = await Rig.ConnectedAsync(Server, options => options with { MaxMessageSize = 20_000 });

        await peer.SendAsync(new byte[20_000]);

        Assert.That(rig.NextMessage().Bytes.Length, Is.EqualTo(20_000));
        await rig.DisposeAsync();
    }

    [Test]
    public async Task A_message_of_one_byte_more_ends_the_connection_with_1009()
    {
        var (rig, peer) = await Rig.ConnectedAsync(Server, options => options with { MaxMessageSize = 20_000 });

        await peer.SendAsync(new byte[20_001]);
        var end = await rig.Notices.FirstAsync<Disconnected>();
        var goodbye = await peer.Ended.WaitAsync(TimeSpan.FromSeconds(10));

        Assert.That((end.Info.Cause, end.Verdict, goodbye?.Code), Is.EqualTo((DisconnectCause.TooBig, ReconnectVerdict.AfterBackoff, 1009)));
        await rig.DisposeAsync();
    }
}
