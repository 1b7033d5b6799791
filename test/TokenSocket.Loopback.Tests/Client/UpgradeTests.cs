using System.Net.Security;
using TokenSocket.CloseCodes;
using TokenSocket.Contracts;
using TokenSocket.Dialects;
using TokenSocket.Notices;

namespace TokenSocket.Loopback.Tests.Client;

public sealed class UpgradeTests
{
    [TestCase(TokenLocation.Header, "x-key", "x-key: a-token")]
    [TestCase(TokenLocation.Bearer, "", "Authorization: Bearer a-token")]
    [TestCase(TokenLocation.Query, "key", "GET /gateway?key=a-token HTTP/1.1")]
    [TestCase(TokenLocation.SubProtocol, "access_token", "Sec-WebSocket-Protocol: access_token, a-token")]
    public async Task The_token_travels_where_the_options_say(TokenLocation place, string name, string line)
    {
        var request = await DialAsync(options => options with { TokenPlacement = new TokenPlacement(place, name) });

        Assert.That(request.Split("\r\n"), Has.Member(line));
    }

    [Test]
    public async Task The_token_travels_in_the_header_token_by_default()
    {
        var request = await DialAsync(options => options);

        Assert.That(request.Split("\r\n"), Has.Member("token: a-token"));
    }

    [Test]
    public async Task The_token_travels_nowhere_where_the_options_say_so()
    {
        var request = await DialAsync(options => options with { TokenPlacement = new TokenPlacement(TokenLocation.None) });

        Assert.That(request, Does.Not.Contain("a-token"));
    }

    [Test]
    public async Task Headers_subprotocols_and_user_agent_are_sent()
    {
        var request = await DialAsync(options => options with
        {
            Headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["x-tenant"] = "7" },
            SubProtocols = ["chat.v2", "chat.v1"],
            UserAgent = "bot/1.0",
        });

        Assert.That(request.Split("\r\n"), Is.SupersetOf(new[] { "x-tenant: 7", "Sec-WebSocket-Protocol: chat.v2, chat.v1", "User-Agent: bot/1.0" }));
    }

    [Test]
    public async Task A_certificate_that_does_not_validate_is_retried_by_the_default_dialect()
    {
        var end = await DialTlsAsync(KnownDialects.TokenSocket);

        Assert.That((end.Info.Cause, end.Rule.Name, end.Verdict), Is.EqualTo((DisconnectCause.TlsFailed, "Invalid Certificate", ReconnectVerdict.AfterBackoff)));
    }

    [Test]
    public async Task A_certificate_that_does_not_validate_stops_the_dialect_that_says_so()
    {
        var end = await DialTlsAsync(KnownDialects.Rfc6455);

        Assert.That((end.Info.Cause, end.Rule.Name, end.Verdict), Is.EqualTo((DisconnectCause.TlsFailed, "Invalid Certificate", ReconnectVerdict.Never)));
    }

    [Test]
    public async Task A_certificate_that_the_program_accepts_is_accepted()
    {
        using var certificate = SelfSigned.Certificate();
        await using var server = new RawServer(async (stream, stopping) =>
        {
            await using var tls = new SslStream(stream);
            await tls.AuthenticateAsServerAsync(certificate);
            await RawServer.UpgradeAsync(tls, default, stopping);
            await Task.Delay(Timeout.Infinite, stopping);
        });
        await using var rig = new Rig(new TokenSocketOptions
        {
            GatewayUrl = server.Url("wss"),
            CloseTimeout = TimeSpan.FromMilliseconds(100),
            ConfigureHandler = SelfSigned.Trust(certificate),
        });

        await rig.Client.ConnectAsync();

        Assert.That(rig.Client.CurrentStatus, Is.EqualTo(ConnectionStatus.Connected));
    }

    [Test]
    public async Task A_server_that_does_not_speak_TLS_is_a_TLS_failure_and_retried()
    {
        await using var server = new RawServer(async (stream, stopping) => await stream.WriteAsync("nonsense, not TLS"u8.ToArray(), stopping));
        await using var rig = new Rig(new TokenSocketOptions { GatewayUrl = server.Url("wss") });

        await rig.Client.StartAsync();
        var end = await rig.Notices.FirstAsync<Disconnected>();

        Assert.That((end.Info.Cause, end.Verdict), Is.EqualTo((DisconnectCause.TlsFailed, ReconnectVerdict.AfterBackoff)));
    }

    private static async Task<string> DialAsync(Func<TokenSocketOptions, TokenSocketOptions> change)
    {
        var seen = new TaskCompletionSource<string>();
        await using var server = new RawServer(async (stream, stopping) => seen.TrySetResult(await RawServer.ReadRequestAsync(stream, stopping)));
        await using var rig = new Rig(change(new TokenSocketOptions { GatewayUrl = server.Url(), Token = "a-token" }));
        await rig.Client.StartAsync();
        return await seen.Task.WaitAsync(TimeSpan.FromSeconds(10));
    }

    private static async Task<Disconnected> DialTlsAsync(CloseDialect dialect)
    {
        using var certificate = SelfSigned.Certificate();
        await using var server = new RawServer(async (stream, _) =>
        {
            await using var tls = new SslStream(stream);
            await tls.AuthenticateAsServerAsync(certificate);
        });
        await using var rig = new Rig(new TokenSocketOptions { GatewayUrl = server.Url("wss"), Dialect = dialect });
        await rig.Client.StartAsync();
        return await rig.Notices.FirstAsync<Disconnected>();
    }
}
