using Microsoft.AspNetCore.Http;
using TokenSocket.CloseCodes;

namespace TokenSocket.Gateway.Tests;

internal sealed class TokenReaderTests
{
    private readonly DefaultHttpContext _context = new();

    [TestCase("secret", "secret")]
    [TestCase("Bearer secret", "Bearer secret")]
    public void Header_is_taken_as_it_is(string header, string token)
    {
        _context.Request.Headers["X-Key"] = header;

        Assert.That(Read(TokenLocation.Header, "x-key"), Is.EqualTo(token));
    }

    [TestCase("Bearer secret", "secret")]
    [TestCase("bearer  secret ", "secret")]
    [TestCase("Basic secret", "")]
    [TestCase("Bearersecret", "")]
    [TestCase("secret", "")]
    [TestCase("", "")]
    public void Bearer_is_taken_without_its_scheme(string header, string token)
    {
        _context.Request.Headers.Authorization = header;

        Assert.That(Read(TokenLocation.Bearer, ""), Is.EqualTo(token));
    }

    [TestCase("", "?token=second", "second")]
    [TestCase("first", "?token=second", "first")]
    [TestCase("first", "", "first")]
    [TestCase("", "", "")]
    public void Of_several_places_the_first_that_has_a_token_counts(string header, string query, string token)
    {
        _context.Request.Headers["X-Key"] = header;
        _context.Request.QueryString = new QueryString(query);

        Assert.That(
            TokenReader.Read(_context.Request, new TokenPlacement(TokenLocation.Header, "x-key") { Also = new(TokenLocation.Query) }),
            Is.EqualTo(token));
    }

    [TestCase("?token=se%2Bcret&x=1", "se+cret")]
    [TestCase("?x=1", "")]
    [TestCase("", "")]
    public void Query_is_taken_unescaped(string query, string token)
    {
        _context.Request.QueryString = new QueryString(query);

        Assert.That(Read(TokenLocation.Query, "token"), Is.EqualTo(token));
    }

    [TestCase("access_token, secret", "secret")]
    [TestCase("chat, access_token,secret, more", "secret")]
    [TestCase("access_token", "")]
    [TestCase("secret", "")]
    [TestCase("", "")]
    public void Subprotocol_is_the_one_after_the_name(string offered, string token)
    {
        _context.Request.Headers.SecWebSocketProtocol = offered;

        Assert.That(Read(TokenLocation.SubProtocol, "access_token"), Is.EqualTo(token));
    }

    [Test]
    public void Nowhere_is_empty()
    {
        _context.Request.Headers["token"] = "secret";

        Assert.That(Read(TokenLocation.None, "token"), Is.Empty);
    }

    private string Read(TokenLocation place, string name) => TokenReader.Read(_context.Request, new TokenPlacement(place, name));
}
