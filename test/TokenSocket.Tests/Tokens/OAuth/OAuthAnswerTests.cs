using System.Text;
using TokenSocket.Credentials;

namespace TokenSocket.Tests.Tokens.OAuth;

public sealed class OAuthAnswerTests
{
    private const string Unreadable = $"The token endpoint {OAuthBench.Address} answered 200 without a token that can be read; check TokenUrl.";

    [TestCase("")]
    [TestCase("<html>hidden</html>")]
    [TestCase("null")]
    [TestCase("[]")]
    [TestCase("\"hidden\"")]
    [TestCase("{}")]
    [TestCase("""{"access_token":""}""")]
    [TestCase("""{"access_token":null}""")]
    [TestCase("""{"access_token":17}""")]
    [TestCase("""{"access_token":{"hidden":1}}""")]
    [TestCase("""{"access_token":"\ud800"}""")]
    [TestCase("""{"access_token":"hidden","\ud800_token_token":1}""")]
    [TestCase("""{"error":"invalid_client"}""")]
    [TestCase("""{"access_token":"hidden"}{""")]
    public void Without_a_token_is_a_failure_for_now(string body)
    {
        var bench = new OAuthBench();
        bench.Issuer.Answer(200, body);

        var e = bench.AskInVain();

        Assert.That((e.Message, e.Permanent), Is.EqualTo((Unreadable, false)));
    }

    [Test]
    public void With_names_nested_without_end_is_a_failure_for_now()
    {
        var bench = new OAuthBench();
        bench.Issuer.Answer(200, string.Concat(Enumerable.Repeat("{\"a\":", 10_000)));

        Assert.That(bench.AskInVain().Message, Is.EqualTo(Unreadable));
    }

    [TestCase(32 * 1024, true)]
    [TestCase((32 * 1024) + 1, false)]
    public void With_a_token_of_such_a_length_is_taken_or_not(int length, bool isTaken)
    {
        var answer = Read($$"""{"access_token":"{{new string('a', length)}}"}""");

        Assert.That(answer.AccessToken, isTaken ? Has.Length.EqualTo(length) : Is.Null);
    }

    [TestCase(64 * 1024, true)]
    [TestCase((64 * 1024) + 1, false)]
    public void Of_such_a_length_is_read_or_not(int length, bool isRead)
    {
        var bench = new OAuthBench();
        bench.Issuer.Answer(200, """{"access_token":"access"}""".PadRight(length));

        Assert.That(() => bench.Ask(), isRead ? Throws.Nothing : Throws.InstanceOf<TokenUnavailableException>().With.Message.EqualTo(Unreadable));
    }

    [Test]
    public void Without_an_end_is_read_no_further_than_needed()
    {
        var bench = new OAuthBench();
        using var endless = new EndlessStream();
        bench.Issuer.Answer(new HttpResponseMessage { Content = new StreamContent(endless, 1024) });

        bench.AskInVain();

        Assert.That(endless.Given, Is.EqualTo((64 * 1024) + 1));
    }

    [TestCase(500, "answered 500; it is asked again later.")]
    [TestCase(200, "answered 200, but the answer broke off; it is asked again later.")]
    [TestCase(400, "answered 400, but the answer broke off; it is asked again later.")]
    public void That_breaks_off_keeps_what_its_status_says(int status, string sentence)
    {
        var bench = new OAuthBench();
        bench.Issuer.Answer(new HttpResponseMessage((System.Net.HttpStatusCode)status) { Content = new StreamContent(new BrokenStream()) });

        var e = bench.AskInVain();

        Assert.That((e.Message, e.Permanent), Is.EqualTo(($"The token endpoint {OAuthBench.Address} {sentence}", false)));
    }

    [TestCase("900", 900)]
    [TestCase("\"900\"", 900)]
    [TestCase("899.5", 899.5)]
    [TestCase("9e2", 900)]
    [TestCase("315360000", 315360000)]
    [TestCase("315360001", null)]
    [TestCase("1798761600000", null)]
    [TestCase("1e999", null)]
    [TestCase("0", null)]
    [TestCase("0.5", null)]
    [TestCase("-1", null)]
    [TestCase("\"NaN\"", null)]
    [TestCase("\"Infinity\"", null)]
    [TestCase("\"soon\"", null)]
    [TestCase("null", null)]
    [TestCase("true", null)]
    [TestCase("[900]", null)]
    public void Has_a_lifetime_or_none_that_can_be_meant(string expiresIn, double? seconds)
    {
        var answer = Read($$"""{"access_token":"access","expires_in":{{expiresIn}}}""");

        Assert.That((answer.AccessToken, answer.Lifetime?.TotalSeconds), Is.EqualTo(("access", seconds)));
    }

    [TestCase("""{"access_token":"a","refresh_token":"r","expires_in":9,"token_type":"x"}""")]
    [TestCase("""{"accessToken":"a","refreshToken":"r","expiresIn":9,"tokenType":"x"}""")]
    public void Is_read_in_either_spelling(string body)
    {
        var answer = Read(body);

        Assert.That(
            (answer.AccessToken, answer.RefreshToken, answer.Lifetime, answer.IsBearer),
            Is.EqualTo(("a", "r", TimeSpan.FromSeconds(9), false)));
    }

    [Test]
    public void Is_read_but_for_the_part_that_is_no_text()
    {
        var answer = Read("""{"access_token":"access","refresh_token":"\ud800"}""");

        Assert.That((answer.AccessToken, answer.RefreshToken, answer.SpeaksOfRefreshToken), Is.EqualTo(("access", (string?)null, true)));
    }

    [Test]
    public void Is_read_behind_a_byte_order_mark() =>
        Assert.That(Read("\uFEFF{\"access_token\":\"access\"}").AccessToken, Is.EqualTo("access"));

    [TestCase("\"Bearer\"", true)]
    [TestCase("\"bearer\"", true)]
    [TestCase("null", true)]
    [TestCase("\"DPoP\"", false)]
    [TestCase("\"\"", false)]
    public void Of_another_type_than_bearer_is_of_no_use(string type, bool isBearer)
    {
        Assert.That(Read($$"""{"access_token":"access","token_type":{{type}}}""").IsBearer, Is.EqualTo(isBearer));
    }

    [Test]
    public void Of_another_type_than_bearer_stops_for_good_and_does_not_say_which()
    {
        var bench = new OAuthBench();
        bench.Issuer.Answer(200, """{"access_token":"hidden","token_type":"mac"}""");

        var e = bench.AskInVain();

        Assert.That((e.Message, e.Permanent), Is.EqualTo((
            $"The token endpoint {OAuthBench.Address} answered 200 with a token that is no bearer token; check what the issuer has set for this client.",
            true)));
    }

    [TestCase("invalid_grant", true)]
    [TestCase("urn-x.y", true)]
    [TestCase("", false)]
    [TestCase("two words", false)]
    [TestCase("new\\nline", false)]
    [TestCase("<b>", false)]
    [TestCase("https://hidden", false)]
    public void Has_an_error_code_or_none_that_may_be_shown(string error, bool isShown)
    {
        Assert.That(Read($$"""{"error":"{{error}}"}""").Error, isShown ? Is.EqualTo(error) : Is.Null);
    }

    [TestCase(64, true)]
    [TestCase(65, false)]
    public void Has_a_short_error_code_or_none(int length, bool isShown)
    {
        Assert.That(Read($$"""{"error":"{{new string('e', length)}}"}""").Error is not null, Is.EqualTo(isShown));
    }

    [Test]
    public void Prints_nothing_of_itself() =>
        Assert.That($"{Read("""{"access_token":"hidden"}""")} {new OAuthRefreshToken("hidden", default)}", Is.EqualTo("*** ***"));

    private static OAuthAnswer Read(string body) => OAuthAnswer.Read(Encoding.UTF8.GetBytes(body));

    /// <summary>A body that never ends.</summary>
    private sealed class EndlessStream : MemoryStream
    {
        public long Given { get; private set; }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            buffer.Span.Fill((byte)' ');
            Given += buffer.Length;
            return ValueTask.FromResult(buffer.Length);
        }
    }
}
