namespace TokenSocket.DiscordAlerts.Tests;

public sealed class WebhookRequestTests
{
    private static string Path => AlertBench.Webhook.AbsoluteUri;

    [TestCase(null, null, "?wait=true")]
    [TestCase("?thread_id=5", null, "?wait=true&thread_id=5")]
    [TestCase("?thread_id=5", 7ul, "?wait=true&thread_id=7")]
    [TestCase(null, 7ul, "?wait=true&thread_id=7")]
    [TestCase("?wait=false&x=1", null, "?wait=true&x=1")]
    public async Task A_post_waits_for_its_answer_and_names_the_thread(string? query, ulong? thread, string expected)
    {
        using var bench = new WebhookBench();

        await bench.PostAsync(query, thread);

        Assert.That((bench.Request.Method, bench.Request.Url.AbsoluteUri), Is.EqualTo(("POST", $"{Path}{expected}")));
    }

    [TestCase(null, null, "")]
    [TestCase("?thread_id=5", null, "?thread_id=5")]
    [TestCase("?thread_id=5", 7ul, "?thread_id=7")]
    [TestCase("?wait=true&x=1", 7ul, "?thread_id=7&x=1")]
    public async Task An_edit_names_the_message_and_the_thread(string? query, ulong? thread, string expected)
    {
        using var bench = new WebhookBench();

        await bench.EditAsync(query, thread);

        Assert.That((bench.Request.Method, bench.Request.Url.AbsoluteUri), Is.EqualTo(("PATCH", $"{Path}/messages/42{expected}")));
    }

    [Test]
    public async Task A_post_carries_everything_and_mentions_nobody()
    {
        using var bench = new WebhookBench();

        await bench.PostAsync();

        Assert.That(bench.Request.Body, Is.EqualTo(
            """{"username":"Watch","avatar_url":"https://pictures.example/a.png","embeds":[{"title":"t","description":"d","color":1,"fields":[{"name":"n","value":"v"}],"footer":{"text":"f"}}],"allowed_mentions":{"parse":[]}}"""));
    }

    [Test]
    public async Task An_edit_has_no_name_and_mentions_nobody()
    {
        using var bench = new WebhookBench();

        await bench.EditAsync();

        Assert.That(bench.Request.Body, Does.StartWith("""{"embeds":""").And.EndsWith(""","allowed_mentions":{"parse":[]}}"""));
    }

    [Test]
    public async Task Every_request_says_who_asks()
    {
        using var bench = new WebhookBench();

        await bench.PostAsync();

        Assert.That(bench.Request.UserAgent, Is.EqualTo("DiscordBot (TokenSocket, 0.1.0)"));
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
