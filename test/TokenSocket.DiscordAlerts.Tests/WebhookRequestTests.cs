using TokenSocket.Contracts.Alerts;

namespace TokenSocket.DiscordAlerts.Tests;

internal sealed class WebhookRequestTests() : RequestContract(SenderInBox.Make)
{
    [Test]
    public async Task A_post_is_this_text()
    {
        using var bench = Bench();

        await bench.PostAsync();

        Assert.That(bench.Request.Body, Is.EqualTo(
            """{"username":"Watch","avatar_url":"https://pictures.example/a.png","embeds":[{"title":"t","description":"d","color":1,"fields":[{"name":"n","value":"v"}],"footer":{"text":"f"}}],"allowed_mentions":{"parse":[]}}"""));
    }

    [Test]
    public async Task An_edit_is_this_text()
    {
        using var bench = Bench();

        await bench.EditAsync();

        Assert.That(bench.Request.Body, Does.StartWith("""{"embeds":""").And.EndsWith(""","allowed_mentions":{"parse":[]}}"""));
    }

    [Test]
    public void No_redirect_is_followed_and_no_cookie_kept()
    {
        using var handler = WebhookHandler.Create();

        Assert.That((handler.AllowAutoRedirect, handler.UseCookies), Is.EqualTo((false, false)));
    }

    [TestCase("http://localhost:8080/", true)]
    [TestCase("https://127.0.0.1/", true)]
    [TestCase("https://discord.example/", false)]
    public void The_systems_proxy_is_for_https_to_other_machines_only(string url, bool isBypassed)
    {
        var proxy = new RemoteOnlyProxy(new System.Net.WebProxy("http://proxy.example:3128"));

        Assert.That(proxy.IsBypassed(new Uri(url)), Is.EqualTo(isBypassed));
    }
}
