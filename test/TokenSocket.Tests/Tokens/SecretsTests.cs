using TokenSocket.Credentials;

namespace TokenSocket.Tests.Tokens;

public sealed class SecretsTests
{
    private const string Token = "tok+en/1234567890";
    private static readonly Uri Address = new("wss://gateway.example/v2?v=1&apikey=hidden%2Bkey99");

    [TestCase("before tok+en/1234567890 after", "before *** after")]
    [TestCase("tok%2Ben%2F1234567890", "***")]
    [TestCase("tok%2ben%2f1234567890", "***")]
    [TestCase("GET /v2?v=1&apikey=hidden%2Bkey99 HTTP/1.1", "GET /v2?*** HTTP/1.1")]
    [TestCase("apikey was hidden%2Bkey99!", "apikey was ***!")]
    [TestCase("apikey was hidden+key99!", "apikey was ***!")]
    [TestCase("version 1 of v2", "version 1 of v2")]
    [TestCase("", "")]
    public void Are_masked_wherever_they_stand(string text, string masked)
    {
        Assert.That(new Secrets([new AccessToken(Token)], Address).Redact(text), Is.EqualTo(masked));
    }

    [TestCase("REDIRECT:wss://us.example/doc?key=value", "REDIRECT:wss://us.example/doc?***")]
    [TestCase("REDIRECT:wss://us.example?key", "REDIRECT:wss://us.example?***")]
    [TestCase("REDIRECT:WSS://us.example/doc?key=\"value\"&more='1'", "REDIRECT:WSS://us.example/doc?***")]
    [TestCase("REDIRECT:wss://us.example/doc?a?b#c", "REDIRECT:wss://us.example/doc?***")]
    [TestCase("REDIRECT:wss://us.example/doc#part?key", "REDIRECT:wss://us.example/doc#***")]
    [TestCase("REDIRECT:wss://me:pass@us.example/doc", "REDIRECT:wss://***@us.example/doc")]
    [TestCase("REDIRECT:wss://me@you:pass@us.example/@doc", "REDIRECT:wss://***@us.example/@doc")]
    [TestCase("REDIRECT:wss://us.example/doc?", "REDIRECT:wss://us.example/doc?")]
    [TestCase("REDIRECT:wss://us.example/doc", "REDIRECT:wss://us.example/doc")]
    [TestCase("Moved to http://a.example/?x=1 or https://b.example/#y today.", "Moved to http://a.example/?*** or https://b.example/#*** today.")]
    [TestCase("<a href=\"https://login.example/?state=4711\">moved</a>", "<a href=\"https://login.example/?***")]
    [TestCase("What? ws:// is no address? #1", "What? ws:// is no address? #1")]
    public void Of_any_address_are_masked_also_where_there_are_no_others(string text, string masked)
    {
        Assert.That(new Secrets([], null).Redact(text), Is.EqualTo(masked));
    }

    [Test]
    public void Are_masked_where_the_text_was_cut_inside_one()
    {
        Assert.That(new Secrets([new AccessToken(Token)], Address).Redact("your token is tok+en/1234"), Is.EqualTo("your token is ***"));
    }

    [Test]
    public void Three_characters_at_the_end_tell_nothing()
    {
        Assert.That(new Secrets([new AccessToken(Token)], Address).Redact("it is tok"), Is.EqualTo("it is tok"));
    }

    [TestCase("tok\u200b+en/1234567890")]
    [TestCase("tok\n+en/1234567890")]
    [TestCase("\u001b[1mtok+e\u001bn/1234567890")]
    public void Are_masked_where_invisible_characters_part_them(string text)
    {
        Assert.That(new Secrets([new AccessToken(Token)], Address).Redact(text), Does.EndWith("***"));
    }

    [Test]
    public void A_text_without_any_stays_as_it_is_with_its_newlines()
    {
        Assert.That(new Secrets([new AccessToken(Token)], Address).Redact("a\nb"), Is.EqualTo("a\nb"));
    }

    [Test]
    public void No_text_stays_no_text()
    {
        Assert.That(new Secrets([new AccessToken(Token)], Address).Redact(null), Is.Null);
    }

    [Test]
    public void Without_token_and_query_there_are_none()
    {
        Assert.That(new Secrets([], Bench.Url).Redact("anything"), Is.EqualTo("anything"));
    }

    [Test]
    public void A_token_prints_as_stars()
    {
        Assert.That($"{new AccessToken(Token)} {new TokenRequest(TokenReason.Rejected, new AccessToken(Token))}", Does.Not.Contain(Token));
    }

    [Test]
    public void An_empty_token_is_the_callers_mistake()
    {
        Assert.That(() => new AccessToken(""), Throws.ArgumentException);
    }
}
