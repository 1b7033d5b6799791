using System.Net;
using TokenSocket.Credentials;

namespace TokenSocket.Tests.Tokens.OAuth;

public sealed class OAuthHandlerTests
{
    [Test]
    public void Follows_nothing_keeps_nothing_and_leaves_no_trace()
    {
        using var handler = OAuthHandler.Create(new Uri(OAuthBench.Address));

        Assert.That(
            (handler.AllowAutoRedirect, handler.UseCookies, handler.ActivityHeadersPropagator, handler.PooledConnectionLifetime),
            Is.EqualTo((false, false, (object?)null, TimeSpan.Zero)));
    }

    [TestCase("https://id.example/token", true)]
    [TestCase("http://localhost/token", false)]
    public void Hands_nothing_for_the_machine_itself_to_a_proxy(string url, bool usesProxy)
    {
        using var handler = OAuthHandler.Create(new Uri(url), new WebProxy("http://proxy.example"));

        Assert.That(handler.UseProxy, Is.EqualTo(usesProxy));
    }
}
