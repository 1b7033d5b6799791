using TokenSocket.CloseCodes;
using TokenSocket.Credentials;
using TokenSocket.Dialects;
using TokenSocket.Notices;
using TokenSocket.Testing;
using TokenSocket.Tests.Tokens.OAuth;

namespace TokenSocket.Tests.Faults;

/// <summary>A hundred clients that share one provider, whose tokens live for 15 minutes and are due after 13.</summary>
[Category("Fault")]
public sealed class Row17RefreshTests
{
    private const int Stale = 4401;
    private const double Due = 780;

    private VirtualTime _time = null!;
    private FakeIssuer _issuer = null!;
    private OAuthTokenProvider _tokens = null!;
    private Bench[] _benches = [];

    private IEnumerable<string> Tokens => _benches.Select(bench => bench.Gateway.Connection.Request.Headers["token"]).Distinct(StringComparer.Ordinal);

    private int Connected => _benches.Count(bench => bench.Client.CurrentStatus == ConnectionStatus.Connected);

    [SetUp]
    public async Task StartAsync()
    {
        (_time, _issuer) = (new VirtualTime(), new FakeIssuer());
        _tokens = new OAuthTokenProvider(OAuthBench.Options(KnownDialects.Find("wiresocket")!.TokenEndpoint), _time, _issuer);
        _benches = [.. Enumerable.Range(0, 100).Select(_ => new Bench(Rejectable, _tokens, time: _time))];
        foreach (var bench in _benches)
        {
            await bench.Client.StartAsync();
        }
    }

    [TearDown]
    public void Stop() => _tokens.Dispose();

    [Test]
    public void Row17_A_hundred_clients_whose_token_is_rejected_at_once_make_one_request()
    {
        var answer = _issuer.Hold();

        EndAll(gateway => gateway.Close(Stale));
        var waiting = _issuer.Requests.Count - 1;
        answer(null);

        Row.Measured(17, $"{_benches.Length} clients rejected at once made {_issuer.Requests.Count - 1} request, {waiting} in flight; {Connected} came back");
        Assert.That((waiting, _issuer.AskedWith, Connected), Is.EqualTo((1, new[] { "client", "refresh-1" }, 100)));
        Assert.That(Tokens, Is.EqualTo(["access-2"]));
    }

    [Test]
    public void Row17_A_hundred_clients_that_lose_their_server_when_the_token_is_due_make_one_request()
    {
        _time.Advance(TimeSpan.FromSeconds(Due - 1));
        var answer = _issuer.Hold();

        EndAll(static gateway => gateway.Drop());
        _time.Advance(TimeSpan.FromSeconds(31));
        var waiting = _issuer.Requests.Count - 1;
        answer(null);

        Row.Measured(17, $"{_benches.Length} clients dropped at once made {_issuer.Requests.Count - 1} request, {waiting} in flight; {Connected} came back");
        Assert.That((waiting, _issuer.AskedWith, Connected), Is.EqualTo((1, new[] { "client", "refresh-1" }, 100)));
    }

    [Test]
    public void Row17_A_hundred_clients_use_no_refresh_token_twice_in_a_day_of_lost_answers()
    {
        for (var hour = 0; hour < 24; hour++)
        {
            _issuer.Lose();
            _time.Advance(TimeSpan.FromMinutes(40));
            EndAll(static gateway => gateway.Close(Stale));
            _time.Advance(TimeSpan.FromMinutes(20));
        }

        string[] refreshes = [.. _issuer.AskedWith.Where(with => with != "client")];
        Row.Measured(17, $"{_issuer.Requests.Count} requests in a day, {refreshes.Length} refreshes with {refreshes.Distinct(StringComparer.Ordinal).Count()} refresh tokens");
        Assert.That(refreshes, Is.Unique.And.Not.Empty);
        Assert.That((Connected, Tokens.Count()), Is.EqualTo((100, 1)));
    }

    [Test]
    public void Row17_A_minute_without_the_issuer_costs_nobody_the_connection_while_the_token_lives()
    {
        _time.Advance(TimeSpan.FromSeconds(Due - 1));
        _issuer.Answer(503);
        _issuer.Answer(503);

        _time.Advance(TimeSpan.FromSeconds(11));
        EndAll(static gateway => gateway.Drop());
        _time.Advance(TimeSpan.FromSeconds(50));
        var (asked, connected, tokens) = (_issuer.Requests.Count - 1, Connected, Tokens.ToArray());
        _time.Advance(TimeSpan.FromSeconds(60));

        Row.Measured(17, $"{connected} clients with {tokens.Length} token after a minute in which the issuer refused {asked} requests; then {_issuer.Requests.Count - 1 - asked} more");
        Assert.That((asked, connected), Is.EqualTo((2, 100)), "When it was due, and after the first wait.");
        Assert.That(tokens, Is.EqualTo(["access-1"]));
        Assert.That(_issuer.AskedWith, Is.EqualTo(new[] { "client", "refresh-1", "refresh-1", "refresh-1" }), "A 503 is said at the door.");
        Assert.That(_benches.SelectMany(static bench => bench.Notices.Of<Disconnected>()).Select(static end => end.Info.Cause), Is.All.EqualTo(DisconnectCause.Dropped));
    }

    private static TokenSocketOptions Rejectable(TokenSocketOptions options) =>
        options with { CloseCodes = [new CloseCodeOverride(Stale) { Verdict = ReconnectVerdict.WithFreshToken }] };

    private void EndAll(Action<FakeGateway> end)
    {
        foreach (var bench in _benches)
        {
            end(bench.Gateway);
        }
    }
}
