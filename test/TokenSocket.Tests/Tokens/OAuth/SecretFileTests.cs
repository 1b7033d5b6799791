using TokenSocket.Credentials;
using TokenSocket.Notices;
using TokenSocket.Testing;

namespace TokenSocket.Tests.Tokens.OAuth;

/// <summary>The client's secret is in a file, and is not always the one that the issuer knows.</summary>
public sealed class SecretFileTests
{
    private VirtualTime _time = null!;
    private FakeIssuer _issuer = null!;
    private string _path = null!;
    private OAuthTokenProvider _provider = null!;

    [SetUp]
    public void SetUp()
    {
        _path = Path.GetTempFileName();
        File.WriteAllText(_path, "first");
        (_time, _issuer) = (new VirtualTime(), new FakeIssuer());
        var options = OAuthBench.Options();
        (options.ClientSecret, options.ClientSecretFile) = (null, _path);
        _provider = new OAuthTokenProvider(options, _time, _issuer);
    }

    [TearDown]
    public void TearDown()
    {
        _provider.Dispose();
        File.Delete(_path);
    }

    [Test]
    public async Task Another_one_revives_a_client_once_it_was_seen_twice()
    {
        _issuer.Answer(401);
        var bench = await StartedAsync();
        File.WriteAllText(_path, "second");
        bench.Advance(2);
        var early = bench.Client.CurrentStatus;

        bench.Advance(2);

        Assert.That((early, bench.Client.CurrentStatus), Is.EqualTo((ConnectionStatus.Stopped, ConnectionStatus.Connected)));
        Assert.That(Secrets, Is.EqualTo(new[] { "first", "second" }));
    }

    [Test]
    public async Task Another_one_that_came_during_the_request_revives_too()
    {
        var answer = _issuer.Hold();
        var bench = await StartedAsync();
        File.WriteAllText(_path, "second");
        bench.Advance(6);
        answer(FakeIssuer.Response(401));

        bench.Advance(4);

        Assert.That(bench.Client.CurrentStatus, Is.EqualTo(ConnectionStatus.Connected));
    }

    [TestCase("first\n", 1)]
    [TestCase("second", 2)]
    public async Task Another_one_that_is_refused_too_is_tried_once_and_the_same_one_not_again(string written, int requests)
    {
        _issuer.Answer(401);
        _issuer.Answer(401);
        var bench = await StartedAsync();
        File.WriteAllText(_path, written);

        bench.Advance(60);

        Assert.That((bench.Client.CurrentStatus, _issuer.Requests.Count), Is.EqualTo((ConnectionStatus.Stopped, requests)));
    }

    [Test]
    public async Task Another_one_that_another_client_tries_first_revives_too()
    {
        _issuer.Answer(401);
        var one = await StartedAsync();
        File.WriteAllText(_path, "second");

        var two = await StartedAsync();

        Assert.That((one.Client.CurrentStatus, two.Client.CurrentStatus), Is.EqualTo((ConnectionStatus.Connected, ConnectionStatus.Connected)));
        Assert.That(_issuer.Requests, Has.Count.EqualTo(2));
    }

    [Test]
    public void Is_not_looked_at_while_the_issuer_takes_it()
    {
        var told = 0;
        using var listening = _provider.OnChange(() => told++);
        Ask();
        File.WriteAllText(_path, "second");

        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.That((told, _time.Timers), Is.EqualTo((0, 0)));
    }

    [Test]
    public void Is_looked_at_no_more_after_dispose()
    {
        using var listening = _provider.OnChange(static () => { });
        _issuer.Answer(401);
        Assert.That(Ask, Throws.InstanceOf<TokenUnavailableException>());
        var before = _time.Timers;
        _provider.Dispose();

        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.That((before, _time.Timers), Is.EqualTo((1, 0)));
    }

    private IEnumerable<string> Secrets => _issuer.Requests.Select(request => request.Fields["client_secret"]);

    private void Ask()
    {
        Task<AccessToken?>? asked = null;
        Inline.Run(() => asked = _provider.GetTokenAsync(new TokenRequest(TokenReason.First), CancellationToken.None).AsTask());
        OAuthBench.AnswerOf(asked!);
    }

    private async Task<Bench> StartedAsync()
    {
        var bench = new Bench(tokens: _provider, time: _time);
        await bench.Client.StartAsync();
        return bench;
    }
}
