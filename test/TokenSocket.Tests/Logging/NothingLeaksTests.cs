using System.Globalization;
using TokenSocket.CloseCodes;
using TokenSocket.Credentials;
using TokenSocket.Testing;

namespace TokenSocket.Tests.Logging;

public sealed class NothingLeaksTests
{
    private const string Token = "zebra+crossing/4711==";
    private const string Query = "apikey=hidden-walrus-0815";

    private static readonly string[] Hidden = [Token, Uri.EscapeDataString(Token), Query, "hidden-walrus-0815"];

    private static readonly TokenLocation[] Places = [TokenLocation.Header, TokenLocation.Bearer, TokenLocation.Query];

    [TestCaseSource(nameof(Places))]
    public async Task Of_a_client_whose_server_echoes_everything_and_where_everything_fails(TokenLocation place)
    {
        var left = new List<string>();
        var bench = new Bench(o => Secretive(o, place));
        bench.Client.Notices.Subscribe(notice => left.Add(notice.ToString()));
        bench.Client.Status.Subscribe(status => left.Add($"{status} {bench.Client}"));
        left.AddRange([bench.Options.ToString(), bench.Client.ToString()]);

        bench.Gateway.AnswerWith(dial => new(
            DisconnectCause.Refused, null, Echo, 503, Echo, TimeSpan.FromSeconds(1), $"{Echo} {dial.Request.Address} {string.Join(' ', dial.Request.Headers)}"));
        await bench.Client.StartAsync();
        bench.Gateway.AnswerWith(dial => throw new InvalidOperationException($"{Echo} {dial.Request.Address}"));
        bench.Advance(31);
        left.Add(bench.Gateway.Connection.Request.ToString());
        bench.Gateway.AcceptAll();
        bench.Advance(62);
        bench.Gateway.Close(1011, Echo);
        bench.Gateway.RefuseAll(401, body: Echo);
        bench.Advance(120);
        await bench.Client.StartAsync();
        bench.Gateway.AcceptAll();
        await bench.Client.StartAsync();
        bench.Gateway.Close(4002, Echo);
        left.Add((await bench.Client.Completion).ToString());
        left.Add(new ConnectionStoppedException(await bench.Client.Completion).ToString());
        left.Add(Assert.Throws<OptionsException>(() => bench.Update(o => Secretive(o, place) with
        {
            GatewayUrl = new Uri($"https://me:{Uri.EscapeDataString(Token)}@gateway.example/v2?{Query}"),
            TokenFile = "/run/token",
            MaxAttempts = 0,
        })).ToString());
        await bench.Client.DisposeAsync();
        left.AddRange(bench.Log.Events.Select(one => one.RenderMessage(CultureInfo.InvariantCulture)));
        left.AddRange(bench.Log.Events.SelectMany(one => one.Properties.Select(property => property.ToString())));
        left.AddRange(bench.Log.Events.Select(one => $"{one.Exception}"));

        Assert.That(left.Where(text => Hidden.Any(secret => text.Contains(secret, StringComparison.OrdinalIgnoreCase))), Is.Empty);
    }

    [Test]
    public async Task Of_a_token_that_the_provider_gave()
    {
        var bench = new Bench(tokens: new FakeTokens(Token));
        bench.Gateway.AnswerWith(_ => new(DisconnectCause.Refused, HttpStatus: 500, Body: Token));

        await bench.Client.StartAsync();

        Assert.That(bench.Notices.All.Any(notice => notice.ToString().Contains(Token, StringComparison.Ordinal)), Is.False);
    }

    [Test]
    public async Task Of_a_token_that_the_provider_quotes_when_it_gives_up_for_good()
    {
        var tokens = new FakeTokens();
        tokens.AnswerWith((request, _) => request.Why == TokenReason.Rejected
            ? throw new TokenUnavailableException($"The token {Token} is revoked.", permanent: true)
            : ValueTask.FromResult<AccessToken?>(new AccessToken(Token)));
        var bench = new Bench(tokens: tokens);
        bench.Gateway.RefuseAll(401);

        await bench.Client.StartAsync();

        var reason = await bench.Client.Completion.SoonAsync();
        Assert.That(
            (reason.Message, bench.Notices.All.Any(notice => notice.ToString().Contains(Token, StringComparison.Ordinal))),
            Is.EqualTo(("The token *** is revoked.", false)));
    }

    private static string Echo => string.Join(" and ", Hidden);

    private static TokenSocketOptions Secretive(TokenSocketOptions options, TokenLocation place) => options with
    {
        Token = Token,
        GatewayUrl = new Uri($"wss://gateway.example/v2?{Query}"),
        TokenPlacement = new(place),
        VerboseLogging = true,
    };
}
