using TokenSocket.CloseCodes;
using TokenSocket.Credentials;
using TokenSocket.Notices;
using TokenSocket.Testing;

namespace TokenSocket.Tests.Verdicts;

public sealed class RejectedTokenTests
{
    [Test]
    public async Task A_token_of_the_options_stops_with_the_words_of_4002()
    {
        var bench = new Bench();
        bench.Gateway.RefuseAll(401);

        await bench.Client.StartAsync();
        var reason = await bench.Client.Completion;

        Assert.That(
            (reason.Code, reason.Rule.Name, reason.Message, reason.Resolution),
            Is.EqualTo(((int?)401, "Invalid Token", "The API token is invalid.", "Check the token, or generate a new one.")));
    }

    [Test]
    public async Task A_token_of_the_options_is_sent_once()
    {
        var bench = new Bench();
        bench.Gateway.RefuseAll(401);

        await bench.Client.StartAsync();
        bench.Time.Advance(TimeSpan.FromDays(1));

        Assert.That(bench.Gateway.Dials, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task No_token_at_all_stops_too()
    {
        var bench = new Bench(o => o with { Token = null });
        bench.Gateway.RefuseAll(401);

        await bench.Client.StartAsync();

        Assert.That((bench.Client.CurrentStatus, bench.Gateway.Dials.Count), Is.EqualTo((ConnectionStatus.Stopped, 1)));
    }

    [Test]
    public async Task A_provider_with_another_token_comes_back_at_once()
    {
        var bench = new Bench(tokens: Counting());
        bench.Gateway.AnswerWith(dial => dial.Request.Headers["token"] == "token-1" ? Refused(401) : null);

        await bench.Client.StartAsync();

        Assert.That(
            (bench.Client.CurrentStatus, bench.Gateway.Connection.Request.Headers["token"], bench.Time.Elapsed),
            Is.EqualTo((ConnectionStatus.Connected, "token-2", TimeSpan.Zero)));
    }

    [Test]
    public async Task Another_token_is_announced_before_it_is_sent()
    {
        var bench = new Bench(tokens: Counting());
        bench.Gateway.AnswerWith(dial => dial.Request.Headers["token"] == "token-1" ? Refused(401) : null);

        await bench.Client.StartAsync();

        Assert.That(
            bench.Notices.All.Select(one => one.GetType().Name),
            Is.EqualTo(new[] { "Connecting", "Disconnected", "TokenRefreshed", "Connecting", "Connected" }));
    }

    [Test]
    public async Task The_provider_is_told_which_token_was_rejected()
    {
        var tokens = new FakeTokens("old");
        var bench = new Bench(tokens: tokens);
        bench.Gateway.AnswerWith(_ => Refused(401));

        await bench.Client.StartAsync();

        Assert.That(tokens.Requests, Is.EqualTo(new[] { new TokenRequest(TokenReason.First), new TokenRequest(TokenReason.Rejected, new AccessToken("old")) }));
    }

    [Test]
    public async Task A_rejection_after_a_stable_connection_is_a_first_one_again()
    {
        var bench = new Bench(tokens: Counting());
        bench.Gateway.AnswerWith(dial => dial.Request.Headers["token"] == "token-1" ? Refused(401) : null);
        await bench.Client.StartAsync();
        bench.Advance(10);
        bench.Gateway.AnswerWith(dial => dial.Request.Headers["token"] == "token-3" ? Refused(401) : null);

        bench.Gateway.Drop();
        bench.Advance(31);

        Assert.That(bench.Client.CurrentStatus, Is.EqualTo(ConnectionStatus.Connected));
    }

    [Test]
    public async Task A_provider_that_fails_after_a_rejection_is_asked_again_for_the_same_reason()
    {
        var tokens = new FakeTokens("old");
        var bench = new Bench(tokens: tokens);
        bench.Gateway.AnswerWith(_ =>
        {
            tokens.Fail(new TokenUnavailableException("Not now."));
            return Refused(401);
        });
        await bench.Client.StartAsync();
        tokens.Give("new");
        bench.Gateway.AcceptAll();

        bench.Advance(62);

        Assert.That(tokens.Requests[^1], Is.EqualTo(new TokenRequest(TokenReason.Rejected, new AccessToken("old"))));
    }

    private static FakeTokens Counting()
    {
        var tokens = new FakeTokens();
        tokens.AnswerWith((_, _) => ValueTask.FromResult<AccessToken?>(new AccessToken($"token-{tokens.Requests.Count}")));
        return tokens;
    }

    private static DisconnectInfo Refused(int status) => new(DisconnectCause.Refused, HttpStatus: status);
}
