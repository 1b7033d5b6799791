using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using TokenSocket.CloseCodes;
using TokenSocket.Contracts;
using TokenSocket.Credentials;
using TokenSocket.Dialects;
using TokenSocket.Framing;
using TokenSocket.Gateway;
using TokenSocket.Notices;
using TokenSocket.Testing;
using TokenSocket.Tests.Faults;

namespace TokenSocket.Loopback.Tests.Client;

/// <summary>Redirects between real sockets. The other server listens on every IPv4 address of the machine and writes down what comes.</summary>
public sealed class RedirectTests : GatewayFixture
{
    private const int Moved = 4009;
    private const string Token = "a-token-to-be-kept";

    private readonly ConcurrentQueue<string> _seen = [];
    private FakeTokens _tokens = null!;
    private RawServer _other = null!;

    [SetUp]
    public void Listen()
    {
        _seen.Clear();
        _tokens = new FakeTokens(Token);
        Server.Tokens.Issue(Token);
        _other = new RawServer(async (stream, stopping) => _seen.Enqueue(await RawServer.ReadRequestAsync(stream, stopping)), IPAddress.Any);
    }

    [TearDown]
    public async Task CloseAsync() => await _other.DisposeAsync();

    [TestCase("ws://localhost:{0}/", "The host")]
    [TestCase("ws://LOCALHOST:{0}/", "The host")]
    [TestCase("ws://localhost.:{0}/", "The host")]
    [TestCase("ws://gateway.localhost:{0}/", "The host")]
    [TestCase("ws://127.0.0.2:{0}/", "The host")]
    [TestCase("ws://127.0.0.1.:{0}/", "The host")]
    [TestCase("ws://2130706434:{0}/", "The host")]
    [TestCase("ws://0x7f000002:{0}/", "The host")]
    [TestCase("ws://0177.0.0.2:{0}/", "The host")]
    [TestCase("ws://127.2:{0}/", "The host")]
    [TestCase("ws://0.0.0.0:{0}/", "The host")]
    [TestCase("ws://0:{0}/", "The host")]
    [TestCase("ws://[::ffff:127.0.0.1]:{0}/", "The host")]
    [TestCase("ws://[::ffff:7f00:1]:{0}/", "The host")]
    [TestCase("ws://user@127.0.0.1:{0}/", "The address carries")]
    [TestCase("ws://user:word@127.0.0.1:{0}/", "The address carries")]
    [TestCase("ws://127.0.0.1:80@127.0.0.2:{0}/", "The address carries")]
    [TestCase("ws://127.0.0.1:{0}/#part", "The address carries")]
    [TestCase("ws://127.0.0.1:{0}/\r\nx: y", "The reason names no")]
    [TestCase("http://127.0.0.1:{0}/", "The reason names no")]
    [TestCase("//127.0.0.1:{0}/", "The reason names no")]
    [Category("Fault")]
    public async Task Row18_A_refused_address_sees_nothing_and_the_rule_is_named(string address, string rule)
    {
        await using var rig = Dialler();
        await rig.Client.ConnectAsync();

        await SendAsync(string.Format(null, address, _other.Port));
        await Eventually.HoldsAsync(() => Server.Gateway.HandshakesSeen == 2);

        var end = rig.Notices.Of<Disconnected>()[0];
        Row.Measured(18, $"{_other.Connections} connections to the other server: {end.Rule.Message}");
        Assert.That((end.Info.Cause, end.Info.Code, end.Verdict), Is.EqualTo((DisconnectCause.RedirectRefused, Moved, ReconnectVerdict.AfterBackoff)));
        Assert.That(end.Rule.Message, Does.StartWith($"The server named an address that is not safe to go to. {rule}"));
        Assert.That(_other.Connections, Is.Zero);
        Assert.That(_tokens.Requests.Select(request => request.Why), Is.EqualTo(new[] { TokenReason.First, TokenReason.Reconnect }));
    }

    [TestCase("ws://127.0.0.1:{0}/", "")]
    [TestCase("ws://2130706433:{0}/", "")]
    [TestCase("ws://localhost:{0}/", "localhost")]
    [TestCase("ws://127.0.0.2:{0}/", "127.0.0.2")]
    [TestCase("ws://0x7f000002:{0}/", "127.0.0.2")]
    public async Task An_accepted_address_gets_the_token_exactly_once(string address, string listed)
    {
        await using var rig = Dialler(listed);
        await rig.Client.ConnectAsync();

        await SendAsync(string.Format(null, address, _other.Port));
        await Eventually.HoldsAsync(() => Server.Gateway.HandshakesSeen == 2);

        Assert.That((_other.Connections, _seen.Count), Is.EqualTo((1, 1)));
        Assert.That(_seen.Single().Split(Token), Has.Length.EqualTo(2));
        Assert.That(_seen.Single().Split("\r\n"), Has.Member($"token: {Token}"));
    }

    [Test]
    public async Task A_failure_at_the_new_address_forgets_it()
    {
        await using var rig = Dialler();
        await rig.Client.ConnectAsync();

        await SendAsync($"ws://127.0.0.1:{_other.Port}/");
        await Eventually.HoldsAsync(() => Server.Gateway.HandshakesSeen == 2);

        Assert.That(_other.Connections, Is.EqualTo(1));
        Assert.That(
            _tokens.Requests.Select(request => request.Why),
            Is.EqualTo(new[] { TokenReason.First, TokenReason.Redirected, TokenReason.Reconnect }));
        Assert.That(rig.Notices.Of<Disconnected>().Select(end => end.Verdict), Is.EqualTo(new[] { ReconnectVerdict.AtNewAddress, ReconnectVerdict.AfterBackoff }));
    }

    [Test]
    [Category("Fault")]
    public async Task Row18_Nothing_leaves_wss_for_ws()
    {
        using var certificate = SelfSigned.Certificate();
        var close = FrameWriter.Frame(Opcode.Close, CloseFrame.Payload(Moved, $"REDIRECT:ws://127.0.0.1:{_other.Port}/"));
        await using var secure = new RawServer(async (stream, stopping) =>
        {
            await using var tls = new SslStream(stream);
            await tls.AuthenticateAsServerAsync(certificate);
            await RawServer.UpgradeAsync(tls, close, stopping);
            await tls.CopyToAsync(Stream.Null, stopping);
        });
        await using var rig = Dialler(options => options with
        {
            GatewayUrl = secure.Url("wss"),
            ConfigureHandler = SelfSigned.Trust(certificate),
        });

        await rig.Client.StartAsync();
        await Eventually.HoldsAsync(() => secure.Connections >= 2);

        Row.Measured(18, $"{_other.Connections} connections over ws: {rig.Notices.Of<Disconnected>()[0].Rule.Message}");
        Assert.That(rig.Notices.Of<Disconnected>()[0].Rule.Message, Does.EndWith("The address would leave wss for ws."));
        Assert.That(_other.Connections, Is.Zero);
    }

    [Test]
    [Category("Fault")]
    public async Task Row18_A_loop_is_left_after_five_in_a_row()
    {
        await using var second = await LoopbackGateway.StartAsync();
        var row = KnownDialects.WireSocket.Find(Moved);
        Server.Gateway.ActOnHandshakes(row, address: second.Url);
        second.Gateway.ActOnHandshakes(row, address: Server.Url);
        await using var rig = Dialler(options => options with { InitialReconnectInterval = null, MaxReconnectInterval = null });

        await rig.Client.StartAsync();
        var retry = await rig.Notices.FirstAsync<RetryScheduled>();

        Row.Measured(18, $"{Server.Gateway.HandshakesSeen + second.Gateway.HandshakesSeen - 1} redirects in a row, then a wait of {retry.Delay.TotalSeconds} s");
        Assert.That((Server.Gateway.HandshakesSeen, second.Gateway.HandshakesSeen, retry.Delay), Is.EqualTo((3, 3, TimeSpan.FromSeconds(31))));
        Assert.That(rig.Notices.Of<Disconnected>()[^1].Rule.Message, Does.EndWith("It would be more than 5 in a row."));
        Assert.That(_tokens.Requests.Select(request => request.Why), Is.EqualTo(new[] { TokenReason.First }.Concat(Enumerable.Repeat(TokenReason.Redirected, 5))));
    }

    private async Task SendAsync(string address) => await Server.Gateway.Connections.Single().CloseAsync(Moved, $"REDIRECT:{address}");

    private Rig Dialler(string listed) => Dialler(options => options with { RedirectHosts = listed.Length == 0 ? [] : [listed] });

    private Rig Dialler(Func<TokenSocketOptions, TokenSocketOptions>? change = null)
    {
        var options = new TokenSocketOptions
        {
            GatewayUrl = Server.Url,
            InitialReconnectInterval = TimeSpan.FromMilliseconds(20),
            MaxReconnectInterval = TimeSpan.FromMilliseconds(20),
            CloseCodes = [new CloseCodeOverride(Moved) { Verdict = ReconnectVerdict.AtNewAddress }],
        };
        return new Rig(change?.Invoke(options) ?? options, PartsUnderTest.Services() with { TokenProvider = _tokens });
    }
}
