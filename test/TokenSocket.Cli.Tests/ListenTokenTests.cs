using TokenSocket.Credentials;
using TokenSocket.Testing;

namespace TokenSocket.Cli.Tests;

/// <summary>What <c>listen</c> tells of tokens that change or do not come.</summary>
internal sealed class ListenTokenTests
{
    private const string Url = "wss://gateway.example/v2";

    [Test]
    public async Task Renewal_is_told([Values] bool json)
    {
        using var bench = Connect(json);
        bench.Tokens!.Give("second-token");

        bench.Advance(13 * 60);

        Assert.That(bench.Lines[2..], Is.EqualTo([json ? """{"notice":"tokenRefreshed","at":"2026-01-01T00:13:00.000Z"}""" : "2026-01-01T00:13:00Z Another token is at hand."]));
        await bench.InterruptAsync();
    }

    [Test]
    public async Task Renewal_is_told_quietly_in_a_terminal()
    {
        using var bench = Connect(width: 80);
        bench.Tokens!.Give("second-token");

        bench.Advance(13 * 60);

        Assert.That(bench.Output, Does.Contain("\u001b[2m00:13:00 \u001b[0mAnother token is at hand.\n\u001b[2mConnected. Ctrl+C ends."));
        await bench.InterruptAsync();
    }

    [Test]
    public async Task Renewal_that_fails_is_told_with_its_reason_and_the_next_try([Values] bool json)
    {
        using var bench = Connect(json);
        bench.Tokens!.Fail(new TokenUnavailableException("The issuer answered 503.") { RetryAfter = TimeSpan.FromSeconds(40.5) });

        bench.Advance(13 * 60);

        Assert.That(bench.Lines[2..], Is.EqualTo([json
            ? """{"notice":"tokenRefreshFailed","reason":"The issuer answered 503.","retryInMs":40500,"at":"2026-01-01T00:13:00.000Z"}"""
            : "2026-01-01T00:13:00Z No other token: The issuer answered 503. Asking again in 40.5 s."]));
        await bench.InterruptAsync();
    }

    [Test]
    public async Task Renewal_that_cannot_succeed_is_told_in_the_words_of_the_command_line([Values] bool json)
    {
        using var bench = Connect(json);
        bench.Tokens!.Fail(new TokenUnavailableException("The issuer answered 401; check ClientId and ClientSecret.", permanent: true));

        bench.Advance(13 * 60);

        Assert.That(bench.Lines[2..], Is.EqualTo([json
            ? """{"notice":"tokenRefreshFailed","reason":"The issuer answered 401; check ClientId and ClientSecret.","retryInMs":null,"at":"2026-01-01T00:13:00.000Z"}"""
            : "2026-01-01T00:13:00Z No other token: The issuer answered 401; check --client-id and its secret. The next connect asks again."]));
        await bench.InterruptAsync();
    }

    [Test]
    public async Task Renewal_that_fails_is_red_in_a_terminal_and_the_connection_stays()
    {
        using var bench = Connect(width: 80);
        bench.Tokens!.Fail(new TokenUnavailableException("The issuer answered 503."));

        bench.Advance(13 * 60);

        Assert.That(bench.Output, Does.EndWith("\u001b[1;91mNo other token:\u001b[0m The issuer answered 503. Asking again in 31 s.\n\u001b[2mConnected. Ctrl+C ends.\u001b[0m"));
        await bench.InterruptAsync();
    }

    [Test]
    public async Task Token_that_never_comes_stops_with_2_and_says_which_options_to_check()
    {
        using var bench = new Bench { Tokens = new FakeTokens() };
        bench.Tokens.Fail(new TokenUnavailableException("The issuer answered 400; check TokenUrl, ClientId and Scope.", permanent: true));
        bench.Start("listen", Url);

        Assert.That(await bench.EndAsync(), Is.EqualTo(2));
        Assert.That(bench.Lines, Is.EqualTo((string[])
        [
            "2026-01-01T00:00:00Z Disconnected No Token: The issuer answered 400; check --oauth-token-url, --client-id and --scope.",
            "2026-01-01T00:00:00Z Stopped for good: No Token: The issuer answered 400; check --oauth-token-url, --client-id and --scope.",
        ]));
    }

    [Test]
    public async Task Token_that_does_not_come_now_is_waited_for()
    {
        using var bench = new Bench { Tokens = new FakeTokens() };
        bench.Tokens.Fail(new TokenUnavailableException("The client secret file 'x' is empty; check ClientSecretFile."));
        bench.Start("listen", Url);
        await bench.InterruptAsync();

        Assert.That(bench.Lines[..2], Is.EqualTo((string[])
        [
            "2026-01-01T00:00:00Z Disconnected No Token: The client secret file 'x' is empty; check --client-secret-file.",
            "2026-01-01T00:00:00Z Next try in 31 s, attempt 2.",
        ]));
    }

    /// <summary>With a token that ends after 15 minutes, and is asked for again after 13.</summary>
    private static Bench Connect(bool json = false, int? width = null)
    {
        var bench = new Bench { Tokens = new FakeTokens(), Width = width };
        bench.Tokens.Give("first-token", bench.Time.GetUtcNow() + TimeSpan.FromMinutes(15));
        bench.Start(["listen", Url, .. json ? ["--json"] : Array.Empty<string>()]);
        bench.Advance(0);
        return bench;
    }
}
