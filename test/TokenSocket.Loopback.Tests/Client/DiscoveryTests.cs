using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Security;
using System.Text;
using TokenSocket.CloseCodes;
using TokenSocket.Contracts;
using TokenSocket.Dialects;
using TokenSocket.Gateway;
using TokenSocket.Notices;
using TokenSocket.Secrecy;

namespace TokenSocket.Loopback.Tests.Client;

/// <summary>Asking a gateway which address to dial, over real sockets: against two that act WireSocket, and against servers that misbehave.</summary>
public sealed class DiscoveryTests
{
    private readonly ConcurrentQueue<string> _seen = [];
    private string _token = "";
    private LoopbackGateway _node = null!;
    private LoopbackGateway _home = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _seen.Clear();
        _token = RunSecrets.NewToken();
        _node = await LoopbackGateway.StartAsync(gateway => gateway.Dialect = KnownDialects.WireSocket);
        _home = await LoopbackGateway.StartAsync(gateway =>
        {
            gateway.Dialect = KnownDialects.WireSocket;
            gateway.Discovery.Url = _node.Url;
        });
        _node.Tokens.Issue(_token);
        _home.Tokens.Issue(_token);
    }

    [TearDown]
    public async Task StopAsync()
    {
        await _home.DisposeAsync();
        await _node.DisposeAsync();
    }

    [Test]
    public async Task Leads_to_the_gateway_that_is_named()
    {
        await using var rig = Dialler(_home.Url);

        await rig.Client.ConnectAsync();

        Assert.That(
            (_home.Gateway.DiscoveriesSeen, _home.Gateway.HandshakesSeen, _node.Gateway.HandshakesSeen, rig.Notices.Of<Redirected>().Single()),
            Is.EqualTo((1L, 0L, 1L, new Redirected(_home.Url, _node.Url))));
    }

    [Test]
    public async Task Leads_on_by_a_redirect_without_asking_again()
    {
        await using var third = await LoopbackGateway.StartAsync(gateway => gateway.Dialect = KnownDialects.WireSocket);
        third.Tokens.Issue(_token);
        await using var rig = Dialler(_home.Url);
        await rig.Client.ConnectAsync();

        await _node.Gateway.Connections.Single().ActAsync(KnownDialects.WireSocket.Find(4009), address: third.Url);
        await Eventually.HoldsAsync(() => third.Gateway.Connections.Count == 1);

        Assert.That((_home.Gateway.DiscoveriesSeen, _home.Gateway.HandshakesSeen), Is.EqualTo((1L, 0L)));
    }

    [Test]
    public async Task Asks_again_when_a_connection_is_lost()
    {
        await using var rig = Dialler(_home.Url);
        await rig.Client.ConnectAsync();

        _node.Gateway.Connections.Single().Drop();
        await Eventually.HoldsAsync(() => _node.Gateway.HandshakesSeen == 2);

        Assert.That((_home.Gateway.DiscoveriesSeen, _home.Gateway.HandshakesSeen), Is.EqualTo((2L, 0L)));
    }

    [Test]
    public async Task A_refusal_leaves_the_gateway_to_be_dialled()
    {
        _home.Gateway.RefuseDiscovery(503, TimeSpan.FromSeconds(30));
        await using var rig = Dialler(_home.Url);

        await rig.Client.ConnectAsync();

        Assert.That(
            (_home.Gateway.HandshakesSeen, _node.Gateway.HandshakesSeen, rig.Notices.Of<SessionWarning>().Single().Message),
            Is.EqualTo((1L, 0L, "GatewayUrl is dialled as it is, for its discovery answered 503 instead of 200.")));
    }

    [Test]
    public async Task A_token_that_is_refused_is_left_to_the_gateway_to_judge()
    {
        _home.Tokens.Delete(_token);
        await using var rig = Dialler(_home.Url);

        await rig.Client.StartAsync();
        var reason = await rig.Client.Completion;

        Assert.That((reason.Code, rig.Notices.Of<SessionWarning>().Single().Message), Is.EqualTo((4002, "GatewayUrl is dialled as it is, for its discovery answered 401 instead of 200.")));
    }

    [Test]
    public async Task An_answer_that_does_not_come_leaves_time_for_the_dial()
    {
        await using var server = Answering(static (_, stopping) => Task.Delay(Timeout.Infinite, stopping));
        await using var rig = Dialler(server.Url(), options => options with { ConnectTimeout = TimeSpan.FromSeconds(1.5) });

        await rig.Client.ConnectAsync();

        Assert.That(rig.Notices.Of<SessionWarning>().Single().Message, Does.EndWith("did not answer within 0.5 seconds."));
        Assert.That(rig.Notices.Of<Disconnected>(), Is.Empty);
    }

    [Test]
    public async Task An_answer_without_end_is_not_read_to_it()
    {
        await using var server = Answering(static async (stream, stopping) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\n\r\n"u8.ToArray(), stopping);
            while (true)
            {
                await stream.WriteAsync(new byte[4096], stopping);
            }
        });
        await using var rig = Dialler(server.Url());

        await rig.Client.ConnectAsync();

        Assert.That(rig.Notices.Of<SessionWarning>().Single().Message, Does.EndWith("answered with more than 64 KiB."));
    }

    [Test]
    public async Task An_HTTP_redirect_is_not_followed()
    {
        await using var other = new RawServer(async (stream, stopping) => _seen.Enqueue(await RawServer.ReadRequestAsync(stream, stopping)));
        var location = $"HTTP/1.1 307 Temporary Redirect\r\nLocation: http://127.0.0.1:{other.Port}/discovery\r\nSet-Cookie: a=b\r\nContent-Length: 0\r\n\r\n";
        await using var server = Answering((stream, stopping) => stream.WriteAsync(Encoding.ASCII.GetBytes(location), stopping).AsTask());
        await using var rig = Dialler(server.Url());

        await rig.Client.ConnectAsync();

        Assert.That((other.Connections, rig.Notices.Of<SessionWarning>().Single().Message), Is.EqualTo((0, "GatewayUrl is dialled as it is, for its discovery answered 307 instead of 200.")));
    }

    [Test]
    public async Task Goes_over_TLS_as_ConfigureHandler_says()
    {
        using var certificate = SelfSigned.Certificate();
        await using var server = new RawServer(async (stream, stopping) =>
        {
            await using var tls = new SslStream(stream);
            await tls.AuthenticateAsServerAsync(certificate);
            _seen.Enqueue(await RawServer.ReadRequestAsync(tls, stopping));
        });
        await using var rig = Dialler(server.Url("wss"), options => options with
        {
            ConfigureHandler = SelfSigned.Trust(certificate),
        });

        await rig.Client.StartAsync();
        await Eventually.HoldsAsync(() => !_seen.IsEmpty);

        Assert.That(_seen.First(), Does.StartWith("GET /discovery?documentName=gateway HTTP/1.1\r\n").And.Contain($"Authorization: Bearer {_token}\r\n"));
    }

    [Test]
    public async Task A_certificate_that_nobody_vouches_for_gets_no_question()
    {
        using var certificate = SelfSigned.Certificate();
        await using var server = new RawServer(async (stream, stopping) =>
        {
            await using var tls = new SslStream(stream);
            await tls.AuthenticateAsServerAsync(certificate);
            _seen.Enqueue(await RawServer.ReadRequestAsync(tls, stopping));
        });
        await using var rig = Dialler(server.Url("wss"));

        await rig.Client.StartAsync();
        var reason = await rig.Client.Completion;

        Assert.That((reason.Info?.Cause, rig.Notices.Of<SessionWarning>().Single().Message), Is.EqualTo((
            DisconnectCause.TlsFailed,
            "GatewayUrl is dialled as it is, for its discovery could not be reached: TLS failed; check its certificate.")));
        Assert.That(_seen.All(static request => request.Length == 0), Is.True);
    }

    [Test]
    public async Task Goes_through_the_proxy_of_the_options()
    {
        await using var proxy = new RawServer(async (stream, stopping) => _seen.Enqueue(await RawServer.ReadRequestAsync(stream, stopping)));
        await using var rig = Dialler(_home.Url, options => options with { Proxy = new Uri($"http://127.0.0.1:{proxy.Port}") });

        await rig.Client.StartAsync();
        await Eventually.HoldsAsync(() => _seen.Count >= 2);

        Assert.That(
            (_seen.First().Split("\r\n")[0], _home.Gateway.DiscoveriesSeen),
            Is.EqualTo(($"GET http://127.0.0.1:{_home.Url.Port}/discovery?documentName=gateway HTTP/1.1", 0L)));
    }

    [Test]
    public async Task Leaves_no_trace_of_the_address_that_was_asked()
    {
        var traced = new ConcurrentQueue<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == "System.Net.Http",
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span => traced.Enqueue($"{span.GetTagItem("url.full")}"),
        };
        ActivitySource.AddActivityListener(listener);
        await using var rig = Dialler(_home.Url);

        await rig.Client.ConnectAsync();

        Assert.That(traced.Where(url => url.Contains($":{_home.Url.Port}/", StringComparison.Ordinal)), Is.Empty);
    }

    /// <summary>A server that does so to the question, and accepts what is dialled next.</summary>
    private static RawServer Answering(Func<Stream, CancellationToken, Task> answer) => new(async (stream, stopping) =>
    {
        var request = await RawServer.ReadRequestAsync(stream, stopping);
        if (request.StartsWith("GET /discovery", StringComparison.Ordinal))
        {
            await answer(stream, stopping);
            return;
        }

        await stream.WriteAsync(RawServer.Accept(request), stopping);
        await stream.CopyToAsync(Stream.Null, stopping);
    });

    private Rig Dialler(Uri gateway, Func<TokenSocketOptions, TokenSocketOptions>? change = null)
    {
        var options = new TokenSocketOptions
        {
            GatewayUrl = gateway,
            Token = _token,
            Dialect = KnownDialects.WireSocket,
            Discovery = true,
            InitialReconnectInterval = TimeSpan.FromMilliseconds(20),
            MaxReconnectInterval = TimeSpan.FromMilliseconds(20),
            CloseTimeout = TimeSpan.FromMilliseconds(100),
        };
        return new Rig(change?.Invoke(options) ?? options);
    }
}
