using System.Net.Sockets;
using System.Text;
using TokenSocket.Contracts;
using TokenSocket.Gateway;

namespace TokenSocket.Loopback.Tests.Gateway;

internal sealed class HandshakeTests
{
    private LoopbackGateway _server = null!;

    [SetUp]
    public async Task Start()
    {
        _server = await LoopbackGateway.StartAsync(options => options.SubProtocols.Add("v2"));
        _server.Tokens.Issue("secret");
    }

    [TearDown]
    public async Task Stop() => await _server.DisposeAsync();

    [Test]
    public async Task Accept_is_the_answer_of_the_rfc_to_the_key_of_the_rfc()
    {
        using RawClient client = await RawClient.ConnectAsync(_server.Url, "secret");

        Assert.That(client.Head, Does.StartWith("HTTP/1.1 101 Switching Protocols\r\n"));
        Assert.That(client.Head, Does.Contain("\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n").Or.EndWith("\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo="));
    }

    [TestCase("v1, v2", "v2")]
    [TestCase("v1", null)]
    public async Task Subprotocol_is_echoed_if_it_is_spoken_here(string offered, string? echoed)
    {
        using RawClient client = await RawClient.ConnectAsync(_server.Url, "secret", $"Sec-WebSocket-Protocol: {offered}\r\n");

        Assert.That(client.Head, echoed is null ? Does.Not.Contain("Sec-WebSocket-Protocol") : Does.Contain($"\r\nSec-WebSocket-Protocol: {echoed}"));
    }

    [TestCase("Sec-WebSocket-Version: 13", "Sec-WebSocket-Version: 8", "HTTP/1.1 426 Upgrade Required")]
    [TestCase("dGhlIHNhbXBsZSBub25jZQ==", "dGhlIHNhbXBsZQ==", "HTTP/1.1 400 Bad Request")]
    [TestCase("dGhlIHNhbXBsZSBub25jZQ==", "%%%", "HTTP/1.1 400 Bad Request")]
    [TestCase("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n", "", "HTTP/1.1 400 Bad Request")]
    [TestCase("Upgrade: websocket", "Upgrade: h2c", "HTTP/1.1 426 Upgrade Required")]
    [TestCase("Connection: Upgrade\r\n", "", "HTTP/1.1 426 Upgrade Required")]
    [TestCase("GET ", "POST ", "HTTP/1.1 426 Upgrade Required")]
    public async Task Request_that_is_no_handshake_gets_a_status_and_a_sentence(string part, string instead, string status)
    {
        string request = RawClient.Handshake(_server.Url, "secret").Replace(part, instead, StringComparison.Ordinal);
        if (instead is "POST ")
            request = request.Replace("\r\n\r\n", "\r\nContent-Length: 0\r\n\r\n", StringComparison.Ordinal);

        using RawClient client = await RawClient.DialAsync(_server.Url, request);
        string answer = Encoding.UTF8.GetString(await client.ReadToEndAsync());

        Assert.That(answer, Does.StartWith(status + "\r\n"));
        Assert.That(answer, Does.EndWith(".\r\n0\r\n\r\n").Or.EndWith("."));
        Assert.That(_server.Gateway.Connections, Is.Empty);
    }

    [Test]
    public async Task Refused_handshake_carries_status_phrase_retry_after_and_body()
    {
        _server.Gateway.RefuseHandshakes(429, TimeSpan.FromSeconds(1.2), "Too many.", "Slow Down");

        using RawClient client = await RawClient.DialAsync(_server.Url, RawClient.Handshake(_server.Url, "secret"));
        string answer = Encoding.UTF8.GetString(await client.ReadToEndAsync());

        Assert.That(answer, Does.StartWith("HTTP/1.1 429 Slow Down\r\n"));
        Assert.That(answer, Does.Contain("\r\nRetry-After: 2\r\n"));
        Assert.That(answer, Does.Contain("Too many."));
    }

    [Test]
    public async Task Refusal_leaves_live_connections_and_ends_with_AcceptHandshakes()
    {
        using RawClient live = await RawClient.ConnectAsync(_server.Url, "secret");
        _server.Tokens.Issue("other");

        _server.Gateway.RefuseHandshakes(503);
        using RawClient refused = await RawClient.ConnectAsync(_server.Url, "other");
        _server.Gateway.AcceptHandshakes();
        using RawClient accepted = await RawClient.ConnectAsync(_server.Url, "other");

        Assert.That(refused.Head, Does.StartWith("HTTP/1.1 503 "));
        Assert.That(accepted.Head, Does.StartWith("HTTP/1.1 101 "));
        Assert.That(_server.Gateway.Connections, Has.Count.EqualTo(2));
    }

    [TestCase(199, null)]
    [TestCase(600, null)]
    [TestCase(503, "two\r\nlines")]
    public void Refusal_that_http_cannot_say_is_the_callers_mistake(int status, string? phrase)
    {
        Assert.That(() => _server.Gateway.RefuseHandshakes(status, phrase: phrase), Throws.InstanceOf<ArgumentException>());
    }

    [Test]
    public async Task Ignored_handshake_is_never_answered_until_the_server_stops()
    {
        _server.Gateway.IgnoreHandshakes();
        using RawClient client = await RawClient.DialAsync(_server.Url, RawClient.Handshake(_server.Url, "secret"));
        Task<byte[]> answer = client.ReadToEndAsync();

        await Task.Delay(200);
        Assert.That(answer.IsCompleted, Is.False);

        await _server.StopAsync();
        Assert.That(() => answer, Throws.InstanceOf<IOException>());
    }

    [Test]
    public async Task Handshake_closed_at_once_is_upgraded_first_and_takes_no_token()
    {
        _server.Gateway.CloseHandshakes(1013, "Later.");

        for (int i = 0; i < 3; i++)
        {
            using RawClient client = await RawClient.ConnectAsync(_server.Url, "secret");
            Assert.That(client.Head, Does.StartWith("HTTP/1.1 101 "));
            Assert.That(await client.ReadFrameAsync(), Is.EqualTo(new byte[] { 0x88, 8, 0x03, 0xF5 }.Concat("Later."u8.ToArray())));
        }
    }

    [Test]
    public async Task Full_gateway_refuses_with_503_until_one_leaves()
    {
        await using LoopbackGateway server = await LoopbackGateway.StartAsync(options => options.MaxConnections = 1);
        server.Tokens.Issue("one");
        server.Tokens.Issue("two");
        using RawClient first = await RawClient.ConnectAsync(server.Url, "one");
        GatewayConnection connection = server.Gateway.Connections.Single();

        using RawClient refused = await RawClient.ConnectAsync(server.Url, "two");
        Assert.That(refused.Head, Does.StartWith("HTTP/1.1 503 "));

        connection.Drop();
        await connection.Ended;
        await Eventually.HoldsAsync(async () =>
        {
            using RawClient second = await RawClient.ConnectAsync(server.Url, "two");
            return second.Head.StartsWith("HTTP/1.1 101 ", StringComparison.Ordinal);
        });
    }

    [Test]
    public async Task Bytes_that_are_no_http_do_no_harm()
    {
        using (RawClient hostile = await RawClient.DialAsync(_server.Url, "\u0001\u0002\r\n\r\n"))
            await hostile.ReadToEndAsync();
        using (var mute = new TcpClient())
            await mute.ConnectAsync(_server.Url.Host, _server.Url.Port);

        using RawClient client = await RawClient.ConnectAsync(_server.Url, "secret");
        Assert.That(client.Head, Does.StartWith("HTTP/1.1 101 "));
    }
}
