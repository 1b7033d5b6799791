using TokenSocket.Gateway.Issuing;

namespace TokenSocket.Gateway.Tests.Issuing;

internal sealed class JsonTokenFormatTests
{
    private IssuerDesk _desk = null!;

    [SetUp]
    public void Start() => _desk = new IssuerDesk();

    [TestCase("""{"clientId":"app","secret":"hush"}""", "900 s, refreshable, ''")]
    [TestCase("""{"clientId":"app","secret":"hush","more":{"a":[1]}}""", "900 s, refreshable, ''")]
    [TestCase("""{"clientId":"app","secret":"Hush"}""", "401 invalid_client")]
    [TestCase("""{"clientId":"other","secret":"hush"}""", "401 invalid_client")]
    [TestCase("""{"refreshToken":"x"}""", "400 invalid_grant")]
    [TestCase("""{"clientId":"app","secret":"hush","refreshToken":"x"}""", "400 invalid_request")]
    [TestCase("""{"clientId":"app","clientId":"app","secret":"hush"}""", "400 invalid_request")]
    [TestCase("""{"ClientId":"app","secret":"hush"}""", "400 invalid_request")]
    [TestCase("""{"clientId":"app","secret":5}""", "400 invalid_request")]
    [TestCase("""{"clientId":"app","secret":"\ud800"}""", "400 invalid_request")]
    [TestCase("""{"clientId":"app"}""", "400 invalid_request")]
    [TestCase("""{"clientId":"","secret":""}""", "400 invalid_request")]
    [TestCase("{}", "400 invalid_request")]
    [TestCase("[]", "400 invalid_request")]
    [TestCase("null", "400 invalid_request")]
    [TestCase("", "400 invalid_request")]
    [TestCase("{", "400 invalid_request")]
    public void Answer_is_in_the_words_of_the_rfc(string body, string answer)
    {
        Assert.That(IssuerDesk.Show(_desk.Json(body)), Is.EqualTo(answer));
    }

    [Test]
    public void Body_that_is_no_text_or_too_deep_is_invalid()
    {
        byte[][] bodies = [[.. "{\"clientId\":\""u8, 0xFF, .. "\",\"secret\":\"x\"}"u8], [.. Enumerable.Repeat((byte)'[', 60_000)]];

        Assert.That(bodies.Select(body => IssuerDesk.Show(_desk.Send(new JsonTokenFormat(), body))), Is.All.EqualTo("400 invalid_request"));
    }

    [Test]
    public void Refresh_token_alone_brings_the_next()
    {
        var first = (IssuerAnswer.Issued)_desk.Json("""{"clientId":"app","secret":"hush"}""");
        string refresh = $$"""{"refreshToken":"{{first.RefreshToken}}"}""";

        Assert.That(IssuerDesk.Show(_desk.Json(refresh)), Is.EqualTo("900 s, refreshable, ''"));
        Assert.That(IssuerDesk.Show(_desk.Json(refresh)), Is.EqualTo("400 invalid_grant"));
    }

    [Test]
    public void Tokens_are_written_in_camel_case()
    {
        var issued = new IssuerAnswer.Issued("a", TimeSpan.FromSeconds(1800), new DateTimeOffset(2026, 1, 1, 2, 30, 0, TimeSpan.FromHours(2)), "r", null);

        Assert.That(
            new JsonTokenFormat().Write(issued).ToJsonString(),
            Is.EqualTo("""{"expires":"2026-01-01T00:30:00.0000000Z","expiresIn":1800,"accessToken":"a","refreshToken":"r"}"""));
    }
}
