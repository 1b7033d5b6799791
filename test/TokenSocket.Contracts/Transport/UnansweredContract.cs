using System.Net.Sockets;
using TokenSocket.CloseCodes;
using TokenSocket.Transport;

namespace TokenSocket.Contracts.Transport;

/// <summary>A dial to which no HTTP answer comes, or none that is one.</summary>
internal abstract class UnansweredContract(ITransportFactory factory) : TransportContract(factory)
{
    [Test]
    public async Task A_server_that_closes_without_an_answer_is_dialled_once([Values] bool isReset, [Values] bool isTls)
    {
        using var certificate = SelfSigned.Certificate();
        await using var server = new RawServer(Peer.LeaveUnanswered(isReset, isTls ? certificate : null));

        var refusal = await DialAsync(new TransportRequest { Address = server.Url(isTls ? "wss" : "ws"), ConfigureHandler = SelfSigned.Trust(certificate) });

        Assert.That((server.Connections, refusal?.Cause, refusal?.Code), Is.EqualTo((1, DisconnectCause.Dropped, (int?)null)));
    }

    [TestCase("", DisconnectCause.Dropped)]
    [TestCase("HTTP/1.1 101 Switch", DisconnectCause.Dropped)]
    [TestCase("SSH-2.0-OpenSSH_9.2\r\n", DisconnectCause.ProtocolViolation)]
    [TestCase("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: bad\r\n\r\n", DisconnectCause.ProtocolViolation)]
    public async Task Half_an_answer_or_a_wrong_one_has_a_cause_and_no_code(string answer, DisconnectCause cause)
    {
        await using var server = new RawServer(Peer.Answer(answer));

        var refusal = await DialAsync(new TransportRequest { Address = server.Url() });

        Assert.That((refusal?.Cause, refusal?.Code, refusal?.HttpStatus), Is.EqualTo((cause, (int?)null, (int?)null)));
    }

    [Test]
    public async Task A_port_where_nobody_listens_is_unreachable()
    {
        var refusal = await DialAsync(new TransportRequest { Address = await Peer.NobodyListensAsync() });

        Assert.That((refusal?.Cause, refusal?.Code), Is.EqualTo((DisconnectCause.Unreachable, (int?)null)));
    }

    [Test]
    public async Task A_name_that_does_not_resolve_is_unreachable()
    {
        var refusal = await DialAsync(new TransportRequest
        {
            Address = new Uri("ws://127.0.0.1"),
            ConfigureHandler = static handler => handler.ConnectCallback = static (_, _) => throw new SocketException((int)SocketError.HostNotFound),
        });

        Assert.That((refusal?.Cause, refusal?.Code), Is.EqualTo((DisconnectCause.Unreachable, (int?)null)));
    }

    [Test]
    public async Task A_proxy_that_grants_no_way_is_unreachable()
    {
        await using var proxy = new RawServer(Peer.Answer("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n"));

        var refusal = await DialAsync(new TransportRequest { Address = await Peer.NobodyListensAsync(), Proxy = proxy.Url("http") });

        Assert.That((refusal?.Cause, refusal?.Code, refusal?.HttpStatus), Is.EqualTo((DisconnectCause.Unreachable, (int?)null, (int?)null)));
    }
}
