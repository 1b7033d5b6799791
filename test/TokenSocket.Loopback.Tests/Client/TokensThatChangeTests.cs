using System.Text;
using TokenSocket.CloseCodes;
using TokenSocket.Contracts;
using TokenSocket.Credentials;
using TokenSocket.Dialects;
using TokenSocket.Gateway;
using TokenSocket.Notices;
using TokenSocket.Secrecy;

namespace TokenSocket.Loopback.Tests.Client;

/// <summary>Tokens that are issued, renewed, rejected and changed, over real sockets.</summary>
public sealed class TokensThatChangeTests
{
    private static string Secret => RunSecrets.ClientSecret;

    [TestCase("wiresocket")]
    [TestCase("lsports")]
    public async Task A_client_fetches_its_token_as_the_dialect_s_endpoint_wants_it(string dialect)
    {
        await using var server = await ServeAsync(KnownDialects.Find(dialect)!);
        await using var rig = Connect(server);

        await rig.Client.ConnectAsync();

        Assert.That(server.Gateway.Connections.Single().Owner, Is.EqualTo("7"));
    }

    [Test]
    public async Task A_token_that_ages_is_replaced_with_its_connection_before_the_server_closes_it()
    {
        await using var server = await ServeAsync(KnownDialects.Find("lsports")!);
        server.Issuer.AccessTokenLifetime = TimeSpan.FromSeconds(7);
        await using var rig = Connect(server);
        await rig.Client.ConnectAsync();

        await rig.Notices.FirstAsync<TokenRefreshed>();
        await Eventually.HoldsAsync(() => rig.Notices.Of<Connected>().Count == 2);

        Assert.That(
            (rig.Notices.Of<Disconnected>().Single().Info.Cause, server.Gateway.TokensRejected, server.Issuer.RefreshesSeen, server.Issuer.ReusedRefreshTokens),
            Is.EqualTo((DisconnectCause.Requested, 0L, 1L, 0L)));
    }

    [Test]
    public async Task A_token_that_the_server_ends_is_refreshed_and_the_client_comes_back_at_once()
    {
        await using var server = await ServeAsync(KnownDialects.Find("lsports")!);
        server.Issuer.AccessTokenLifetime = TimeSpan.FromSeconds(2);
        await using var rig = Connect(server);
        await rig.Client.ConnectAsync();

        var end = await rig.Notices.FirstAsync<Disconnected>();
        await Eventually.HoldsAsync(() => rig.Notices.Of<Connected>().Count == 2);

        Assert.That((end.Info.Code, end.Verdict), Is.EqualTo((4401, ReconnectVerdict.WithFreshToken)));
    }

    [Test]
    public async Task A_lost_answer_costs_one_refresh_token_and_is_not_asked_for_again_by_itself()
    {
        await using var server = await ServeAsync(KnownDialects.Find("wiresocket")!);
        using var tokens = new OAuthTokenProvider(Issuer(server) with { Endpoint = KnownDialects.Find("wiresocket")!.TokenEndpoint });
        var first = await tokens.GetTokenAsync(new TokenRequest(TokenReason.First), CancellationToken.None);
        server.Issuer.LoseAnswers();
        Assert.That(
            async () => await tokens.GetTokenAsync(new TokenRequest(TokenReason.Rejected, first), CancellationToken.None),
            Throws.InstanceOf<TokenUnavailableException>().With.Property("Permanent").False);
        var asked = server.Issuer.RequestsSeen;
        server.Issuer.Accept();

        var second = await tokens.GetTokenAsync(new TokenRequest(TokenReason.Rejected, first), CancellationToken.None);

        Assert.That((asked, second == first), Is.EqualTo((2L, false)));
        Assert.That((server.Issuer.ClientCredentialsSeen, server.Issuer.RefreshesSeen, server.Issuer.ReusedRefreshTokens), Is.EqualTo((2L, 1L, 0L)));
    }

    [Test]
    public async Task An_issuer_that_asks_to_wait_is_waited_for()
    {
        await using var server = await ServeAsync(KnownDialects.Find("wiresocket")!);
        server.Issuer.Refuse(429, TimeSpan.FromMinutes(2));
        await using var rig = Connect(server);

        await rig.Client.StartAsync();
        var retry = await rig.Notices.FirstAsync<RetryScheduled>();

        Assert.That((retry.Delay, server.Gateway.HandshakesSeen), Is.EqualTo((TimeSpan.FromMinutes(2), 0L)));
    }

    [TestCase(401, "invalid_client")]
    [TestCase(403, null)]
    [TestCase(400, "unauthorized_client")]
    public async Task An_issuer_that_refuses_for_good_stops_the_client_with_a_sentence_that_holds_no_secret(int status, string? error)
    {
        await using var server = await ServeAsync(KnownDialects.Find("wiresocket")!);
        server.Issuer.Refuse(status, error: error);
        await using var rig = Connect(server);

        await rig.Client.StartAsync();
        var reason = await rig.Client.Completion.WaitAsync(TimeSpan.FromSeconds(10));

        Assert.That(reason.Kind, Is.EqualTo(StopKind.Verdict));
        Assert.That(reason.Message, Does.Contain($"{status}").And.Not.Contain(Secret));
    }

    [Test]
    public async Task A_secret_in_a_file_that_changes_after_the_issuer_s_revives_the_client()
    {
        var path = Path.GetTempFileName();
        await File.WriteAllTextAsync(path, "an-older-secret");
        await using var server = await ServeAsync(KnownDialects.Find("wiresocket")!);
        await using var rig = Connect(server, o => o with { OAuth = o.OAuth! with { ClientSecret = null, ClientSecretFile = path } });
        await rig.Client.StartAsync();
        await rig.Client.Completion.WaitAsync(TimeSpan.FromSeconds(10));

        await File.WriteAllTextAsync(path, Secret);
        await rig.Notices.FirstAsync<Connected>();
        File.Delete(path);

        Assert.That(server.Issuer.RequestsSeen, Is.EqualTo(2));
    }

    [Test]
    public async Task An_issuer_that_never_answers_holds_nobody_up_longer_than_TokenTimeout()
    {
        await using var server = await ServeAsync(KnownDialects.Find("wiresocket")!);
        server.Issuer.Ignore();
        await using var rig = Connect(server, o => o with { TokenTimeout = TimeSpan.FromMilliseconds(200) });

        await rig.Client.StartAsync();
        var end = await rig.Notices.FirstAsync<Disconnected>();

        Assert.That((end.Info.Cause, end.Verdict), Is.EqualTo((DisconnectCause.TokenUnavailable, ReconnectVerdict.AfterBackoff)));
    }

    [Test]
    public async Task Options_that_name_another_client_connect_anew_as_that_client()
    {
        await using var server = await ServeAsync(KnownDialects.Find("wiresocket")!);
        server.Issuer.AddClient("8", Secret);
        await using var rig = Connect(server);
        await rig.Client.ConnectAsync();

        rig.Client.UpdateOptions(rig.Options with { OAuth = rig.Options.OAuth! with { ClientId = "8" } });
        await Eventually.HoldsAsync(() => server.Gateway.Connections.SingleOrDefault()?.Owner == "8");

        Assert.That(server.Gateway.TokensRejected, Is.Zero);
    }

    [Test]
    public async Task A_token_that_changed_goes_out_on_the_connection_where_the_dialect_takes_it_in_band()
    {
        var got = new TaskCompletionSource<string>();
        var dialect = KnownDialects.TokenSocket with { AgeingToken = AgeingToken.InBand, TokenMessage = """{"auth":"{token}"}""" };
        await using var server = await LoopbackGateway.StartAsync(gateway => gateway.OnMessage = (_, message, _) =>
        {
            got.TrySetResult(message.Text);
            return ValueTask.CompletedTask;
        });
        var token = server.Tokens.IssueRandom();
        var tokens = new DelegateTokenProvider((_, _) => new(new AccessToken(token)));
        await using var rig = new Rig(new TokenSocketOptions { GatewayUrl = server.Url, Dialect = dialect }, PartsUnderTest.Services() with { TokenProvider = tokens });
        await rig.Client.ConnectAsync();
        token = "a \"fresh\" token";

        tokens.ReportChange();

        Assert.That(await got.Task.WaitAsync(TimeSpan.FromSeconds(10)), Is.EqualTo("""{"auth":"a \u0022fresh\u0022 token"}"""));
    }

    [TestCase("access_token")]
    [TestCase("a-token")]
    [TestCase(null)]
    public async Task A_server_may_echo_either_part_of_the_subprotocol_pair_or_none(string? echo)
    {
        await using var server = new RawServer(async (stream, stopping) =>
        {
            var accept = Encoding.ASCII.GetString(RawServer.Accept(await RawServer.ReadRequestAsync(stream, stopping)));
            var answer = echo is null ? accept : accept.Insert(accept.IndexOf("\r\n", StringComparison.Ordinal) + 2, $"Sec-WebSocket-Protocol: {echo}\r\n");
            await stream.WriteAsync(Encoding.ASCII.GetBytes(answer), stopping);
            await stream.CopyToAsync(Stream.Null, stopping);
        });
        await using var rig = new Rig(new TokenSocketOptions
        {
            GatewayUrl = server.Url(),
            Token = "a-token",
            TokenPlacement = new(TokenLocation.SubProtocol, "access_token"),
            CloseTimeout = TimeSpan.FromMilliseconds(100),
        });

        await rig.Client.ConnectAsync();

        Assert.That(rig.Client.CurrentStatus, Is.EqualTo(ConnectionStatus.Connected));
    }

    [Test]
    public async Task A_token_goes_to_every_place_that_is_named()
    {
        var places = new TokenPlacement(TokenLocation.Header, "x-key") { Also = new(TokenLocation.Bearer) { Also = new(TokenLocation.Query, "key") } };
        foreach (var place in places.Places())
        {
            await using var server = await LoopbackGateway.StartAsync(gateway => gateway.TokenPlacement = place with { Also = null });
            await using var rig = Rig.For(server, o => o with { TokenPlacement = places });
            await rig.Client.ConnectAsync();

            Assert.That(server.Gateway.TokensRejected, Is.Zero, $"{place}");
        }
    }

    private static async Task<LoopbackGateway> ServeAsync(CloseDialect dialect)
    {
        var server = await LoopbackGateway.StartAsync(gateway => gateway.Dialect = dialect);
        server.Issuer.AddClient("7", Secret);
        return server;
    }

    private static OAuthOptions Issuer(LoopbackGateway server) => new() { TokenUrl = server.TokenUrl, ClientId = "7", ClientSecret = Secret };

    private static Rig Connect(LoopbackGateway server, Func<TokenSocketOptions, TokenSocketOptions>? change = null)
    {
        var dialect = KnownDialects.Find(server.TokenUrl.AbsolutePath.Contains("api-token", StringComparison.Ordinal) ? "lsports" : "wiresocket")!;
        var options = new TokenSocketOptions
        {
            GatewayUrl = server.Url,
            Dialect = dialect,
            OAuth = Issuer(server),
            Headers = dialect.RequiredHeaders.ToDictionary(name => name, _ => "777", StringComparer.Ordinal),
        };
        return new Rig(change?.Invoke(options) ?? options);
    }
}
