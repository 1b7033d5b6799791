using System.Buffers.Binary;
using System.Net.WebSockets;
using System.Text;
using TokenSocket.Contracts;
using TokenSocket.Gateway;

namespace TokenSocket.Loopback.Tests.Gateway;

internal sealed class CloseTests
{
    private LoopbackGateway _server = null!;
    private RawClient _client = null!;
    private GatewayConnection _connection = null!;

    [SetUp]
    public async Task Start()
    {
        _server = await LoopbackGateway.StartAsync(options => options.CloseTimeout = TimeSpan.FromMilliseconds(300));
        _server.Tokens.Issue("secret");
        _client = await RawClient.ConnectAsync(_server.Url, "secret");
        _connection = _server.Gateway.Connections.Single();
    }

    [TearDown]
    public async Task Stop()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Test]
    public async Task Any_code_arrives_byte_exact([Values(1000, 1004, 1005, 1006, 1015, 1016, 2999, 3000, 4999)] int code)
    {
        await _connection.CloseAsync(code, "bye");

        Assert.That(await _client.ReadFrameAsync(), Is.EqualTo(new byte[] { 0x88, 5, (byte)(code >> 8), (byte)code, (byte)'b', (byte)'y', (byte)'e' }));
    }

    [TestCase(999)]
    [TestCase(5000)]
    public void Code_out_of_range_is_the_callers_mistake(int code)
    {
        Assert.That(() => _connection.CloseAsync(code), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => _server.Gateway.CloseHandshakes(code), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(_connection.IsOpen, Is.True);
    }

    [Test]
    public async Task Reason_is_cut_at_a_character_within_123_bytes()
    {
        await _connection.CloseAsync(4000, new string('€', 100));

        byte[] frame = await _client.ReadFrameAsync();
        Assert.That(Encoding.UTF8.GetString(frame.AsSpan(4)), Is.EqualTo(new string('€', 41)));
    }

    [Test]
    public async Task Close_without_a_code_is_an_empty_frame()
    {
        await _connection.CloseWithoutCodeAsync();

        Assert.That(await _client.ReadFrameAsync(), Is.EqualTo(new byte[] { 0x88, 0 }));
    }

    [Test]
    public async Task Malformed_close_carries_its_payload()
    {
        await _connection.CloseMalformedAsync(new byte[] { 0x03 });

        Assert.That(await _client.ReadFrameAsync(), Is.EqualTo(new byte[] { 0x88, 1, 0x03 }));
    }

    [Test]
    public async Task Raw_bytes_arrive_as_they_are_and_in_order()
    {
        await _connection.SendAsync("a");
        await _connection.SendRawAsync(new byte[] { 0xFF, 0x00 });
        await _connection.SendAsync(new byte[] { 7 });

        Assert.That(await _client.ReadAsync(8), Is.EqualTo(new byte[] { 0x81, 1, (byte)'a', 0xFF, 0x00, 0x82, 1, 7 }));
    }

    [Test]
    public async Task Close_comes_after_what_was_sent_before_it_and_nothing_after()
    {
        Task<bool>[] sends = [.. Enumerable.Range(0, 100).Select(_ => _connection.SendAsync("x"))];
        _ = _connection.CloseAsync(4000);
        bool late = await _connection.SendAsync("late");

        byte[] all = await _client.ReadAsync(304);
        Assert.That(await Task.WhenAll(sends), Is.All.True);
        Assert.That(late, Is.False);
        Assert.That(all.TakeLast(4), Is.EqualTo(new byte[] { 0x88, 2, 0x0F, 0xA0 }));
    }

    [Test]
    public async Task Answered_close_ends_tcp_in_order()
    {
        await _connection.CloseAsync(4000);
        await _client.ReadFrameAsync();
        await _client.SendFrameAsync(0x88, 0x0F, 0xA0);

        Assert.That(await _client.ReadToEndAsync(), Is.Empty);
        Assert.That(await _connection.Ended, Is.EqualTo(new PeerClose(4000, "")));
    }

    [Test]
    public async Task Ping_after_the_close_is_not_answered()
    {
        await _connection.CloseAsync(4000);
        await _client.ReadFrameAsync();
        await _client.SendFrameAsync(0x89, 1);
        await _client.SendFrameAsync(0x88, 0x0F, 0xA0);

        Assert.That(await _client.ReadToEndAsync(), Is.Empty);
    }

    [Test]
    public async Task Close_that_nobody_answers_is_given_up()
    {
        await _connection.CloseAsync(4000);

        Assert.That(await _connection.Ended.WaitAsync(Patience.Long), Is.Null);
    }

    [Test]
    public async Task Client_that_talks_on_after_the_close_is_given_up()
    {
        _ = _connection.CloseAsync(4000);
        Assert.That(
            async () =>
            {
                while (true)
                    await _client.SendFrameAsync(0x81, (byte)'x');
            },
            Throws.InstanceOf<IOException>());
        Assert.That(await _connection.Ended.WaitAsync(Patience.Long), Is.Null);
    }

    [Test]
    public async Task First_order_counts()
    {
        _ = _connection.CloseAsync(4000);
        _ = _connection.CloseAsync(4001);

        Assert.That(Code(await _client.ReadFrameAsync()), Is.EqualTo(4000));
    }

    [Test]
    public async Task Clients_close_is_answered_with_its_code()
    {
        await _client.SendFrameAsync(0x88, 0x03, 0xE9, (byte)'o', (byte)'k');

        Assert.That(await _client.ReadToEndAsync(), Is.EqualTo(new byte[] { 0x88, 2, 0x03, 0xE9 }));
        Assert.That(await _connection.Ended, Is.EqualTo(new PeerClose(1001, "ok")));
    }

    [Test]
    public async Task Clients_empty_close_counts_as_1000()
    {
        await _client.SendFrameAsync(0x88);

        Assert.That(await _client.ReadToEndAsync(), Is.EqualTo(new byte[] { 0x88, 2, 0x03, 0xE8 }));
        Assert.That(await _connection.Ended, Is.EqualTo(new PeerClose(1000, "")));
    }

    [TestCase(new byte[] { 0x83, 0x80, 0, 0, 0, 0 }, 1002, TestName = "Reserved_opcode_gets_1002")]
    [TestCase(new byte[] { 0x81, 0x05, 1, 2, 3, 4, 5 }, 1002, TestName = "Unmasked_frame_gets_1002")]
    [TestCase(new byte[] { 0xC1, 0x80, 0, 0, 0, 0 }, 1002, TestName = "Reserved_bit_gets_1002")]
    [TestCase(new byte[] { 0x80, 0x80, 0, 0, 0, 0 }, 1002, TestName = "Continuation_of_nothing_gets_1002")]
    [TestCase(new byte[] { 0x88, 0x81, 0, 0, 0, 0, 3 }, 1002, TestName = "Close_of_one_byte_gets_1002")]
    [TestCase(new byte[] { 0x81, 0x81, 0, 0, 0, 0, 0xFF }, 1007, TestName = "Text_that_is_no_UTF8_gets_1007")]
    public async Task Broken_frame_is_answered_once(byte[] sent, int code)
    {
        await _client.Stream.WriteAsync(sent);

        byte[] frame = await _client.ReadFrameAsync();
        Assert.That(frame[0], Is.EqualTo(0x88));
        Assert.That(Code(frame), Is.EqualTo(code));
        Assert.That(await _client.ReadToEndAsync(), Is.Empty);
    }

    [Test]
    public async Task Platforms_client_gets_code_and_reason()
    {
        _server.Tokens.Issue("other");
        using ClientWebSocket client = await Client.ConnectAsync(_server.Url, "other");

        Task<(int? Code, string? Reason)> end = client.ReceiveCloseAsync();

        await _server.Gateway.CloseAllAsync(4242, "because");

        Assert.That(await end, Is.EqualTo((4242, "because")));
    }

    private static int Code(byte[] frame) => BinaryPrimitives.ReadUInt16BigEndian(frame.AsSpan(2));
}
