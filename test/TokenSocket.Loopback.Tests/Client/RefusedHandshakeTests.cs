using System.Net.Sockets;
using System.Text;
using TokenSocket.CloseCodes;
using TokenSocket.Contracts;
using TokenSocket.Notices;
using TokenSocket.Tests.Faults;

namespace TokenSocket.Loopback.Tests.Client;

public sealed class RefusedHandshakeTests : GatewayFixture
{
    [Test]
    public async Task Any_status_but_401_is_retried_after_31_seconds([Values(200, 301, 302, 400, 403, 404, 407, 408, 425, 426, 429, 500, 502, 503)] int status)
    {
        Server.Gateway.RefuseHandshakes(status);
        await using var rig = Rig.For(Server);

        await rig.Client.StartAsync();
        var end = await rig.Notices.FirstAsync<Disconnected>();
        var retry = await rig.Notices.FirstAsync<RetryScheduled>();

        Assert.That((end.Info.HttpStatus, end.Verdict, retry.Delay), Is.EqualTo((status, ReconnectVerdict.AfterBackoff, TimeSpan.FromSeconds(31))));
    }

    [Test]
    public async Task Status_401_with_no_other_token_stops_with_the_words_of_4002()
    {
        Server.Gateway.RefuseHandshakes(401);
        await using var rig = Rig.For(Server);

        await rig.Client.StartAsync();

        Assert.That((await rig.Client.Completion).ToString(), Is.EqualTo(
            "401 Invalid Token: The API token is invalid. Check the token, or generate a new one."));
    }

    [Test]
    [Category("Fault")]
    public async Task Row18_An_HTTP_redirect_is_never_followed([Values(300, 301, 302, 303, 305, 307, 308)] int status, [Values("http", "ws")] string scheme)
    {
        await using var elsewhere = new RawServer((_, _) => Task.CompletedTask);
        await using var redirecting = new RawServer(
            Peer.Answer($"HTTP/1.1 {status} Elsewhere\r\nLocation: {elsewhere.Url(scheme)}\r\nContent-Length: 0\r\n\r\n"));
        await using var rig = new Rig(new TokenSocketOptions { GatewayUrl = redirecting.Url(), Token = "secret" });

        await rig.Client.StartAsync();
        var end = await rig.Notices.FirstAsync<Disconnected>();

        Row.Measured(18, $"{elsewhere.Connections} connections to where HTTP {end.Info.HttpStatus} points");
        Assert.That((end.Info.HttpStatus, elsewhere.Connections), Is.EqualTo((status, 0)));
    }

    [Test]
    public async Task A_server_that_closes_without_an_answer_is_dialled_once_a_try([Values] bool isReset, [Values("ws", "wss")] string scheme)
    {
        using var certificate = SelfSigned.Certificate();
        await using var server = new RawServer(Peer.LeaveUnanswered(isReset, scheme == "wss" ? certificate : null));
        await using var rig = new Rig(new TokenSocketOptions
        {
            GatewayUrl = server.Url(scheme),
            Token = "a-token",
            ConfigureHandler = SelfSigned.Trust(certificate),
        });

        await rig.Client.StartAsync();
        await rig.Notices.FirstAsync<RetryScheduled>();

        Assert.That((server.Connections, rig.Notices.Of<Disconnected>().Single().Info.Cause), Is.EqualTo((1, DisconnectCause.Dropped)));
    }

    [TestCase("", DisconnectCause.Dropped)]
    [TestCase("HTTP/1.1 101 Switch", DisconnectCause.Dropped)]
    [TestCase("SSH-2.0-OpenSSH_9.2\r\n", DisconnectCause.ProtocolViolation)]
    [TestCase("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: bad\r\n\r\n", DisconnectCause.ProtocolViolation)]
    public async Task Half_an_answer_or_a_wrong_one_is_retried(string answer, DisconnectCause cause)
    {
        await using var server = new RawServer(async (stream, stopping) =>
        {
            await RawServer.ReadRequestAsync(stream, stopping);
            await stream.WriteAsync(Encoding.ASCII.GetBytes(answer), stopping);
        });
        await using var rig = new Rig(new TokenSocketOptions { GatewayUrl = server.Url() });

        await rig.Client.StartAsync();
        var end = await rig.Notices.FirstAsync<Disconnected>();

        Assert.That((end.Info.Cause, end.Info.Code, end.Verdict), Is.EqualTo((cause, (int?)null, ReconnectVerdict.AfterBackoff)));
    }

    [Test]
    public async Task A_port_where_nobody_listens_is_unreachable()
    {
        Uri url;
        await using (var server = new RawServer((_, _) => Task.CompletedTask))
        {
            url = server.Url();
        }

        await using var rig = new Rig(new TokenSocketOptions { GatewayUrl = url });

        await rig.Client.StartAsync();
        var end = await rig.Notices.FirstAsync<Disconnected>();

        Assert.That((end.Info.Cause, end.Info.Code, end.Verdict), Is.EqualTo((DisconnectCause.Unreachable, (int?)null, ReconnectVerdict.AfterBackoff)));
    }

    [Test]
    public async Task A_name_that_does_not_resolve_is_unreachable()
    {
        await using var rig = new Rig(new TokenSocketOptions
        {
            GatewayUrl = Server.Url,
            ConfigureHandler = handler => handler.ConnectCallback = (_, _) => throw new SocketException((int)SocketError.HostNotFound),
        });

        await rig.Client.StartAsync();
        var end = await rig.Notices.FirstAsync<Disconnected>();

        Assert.That((end.Info.Cause, end.Verdict), Is.EqualTo((DisconnectCause.Unreachable, ReconnectVerdict.AfterBackoff)));
    }
}
