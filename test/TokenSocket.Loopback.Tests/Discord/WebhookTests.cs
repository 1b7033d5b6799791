using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using TokenSocket.Gateway.Discord;

namespace TokenSocket.Loopback.Tests.Discord;

internal sealed class WebhookTests : DiscordFixture
{
    [Test]
    public void Url_looks_like_discords() =>
        Assert.That(Discord.WebhookUrl.ToString(), Does.Match("^http://127\\.0\\.0\\.1:[0-9]+/api/webhooks/[0-9]{17,20}/[A-Za-z0-9_-]{68}$"));

    [Test]
    public async Task Post_answers_with_the_message_or_with_nothing()
    {
        using HttpResponseMessage with = await PostAsync();
        using HttpResponseMessage without = await PostAsync(query: "");

        JsonObject message = await JsonOf(with);
        Assert.That((with.StatusCode, without.StatusCode), Is.EqualTo((HttpStatusCode.OK, HttpStatusCode.NoContent)));
        Assert.That(message["id"]!.GetValue<string>(), Is.EqualTo($"{Discord.Messages[0].Id}"));
        Assert.That(message["content"]!.GetValue<string>(), Is.EqualTo("hello"));
        Assert.That(Discord.WebhookUrl.ToString(), Does.Contain(message["webhook_id"]!.GetValue<string>()));
        Assert.That(Discord.Messages, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Versioned_address_answers_too()
    {
        var url = new Uri(Discord.WebhookUrl.ToString().Replace("/api/", "/api/v10/", StringComparison.Ordinal));

        using HttpResponseMessage answer = await Http.PostAsync(url, Json(Hello));

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
    }

    [Test]
    public async Task Message_is_edited_read_and_deleted()
    {
        using HttpResponseMessage posted = await PostAsync();
        ulong id = Discord.Messages[0].Id;
        string url = $"{Discord.WebhookUrl}/messages/{id}";

        using HttpResponseMessage edited = await EditAsync(id, """{"content":"other"}""");
        using HttpResponseMessage read = await Http.GetAsync(url);
        using HttpResponseMessage deleted = await Http.DeleteAsync(url);
        using HttpResponseMessage gone = await EditAsync(id);

        Assert.That((await JsonOf(edited))["edited_timestamp"], Is.Not.Null);
        Assert.That((await JsonOf(read))["content"]!.GetValue<string>(), Is.EqualTo("other"));
        Assert.That((deleted.StatusCode, gone.StatusCode), Is.EqualTo((HttpStatusCode.NoContent, HttpStatusCode.NotFound)));
        Assert.That(Discord.Requests.Select(request => request.Status), Is.EqualTo(new int?[] { 200, 200, 200, 204, 404 }));
        Assert.That(Discord.Requests.Select(request => request.MessageId), Is.All.EqualTo(id));
        Assert.That(Discord.Requests[^1].Code, Is.EqualTo(10008));
    }

    [Test]
    public async Task Thread_of_an_edit_must_be_right()
    {
        ulong thread = Discord.Channel.AddThread();
        using HttpResponseMessage posted = await PostAsync(query: $"?wait=true&thread_id={thread}");
        string url = $"{Discord.WebhookUrl}/messages/{Discord.Messages[0].Id}";

        using HttpResponseMessage without = await Http.PatchAsync(url, Json(Hello));
        using HttpResponseMessage with = await Http.PatchAsync($"{url}?thread_id={thread}", Json(Hello));
        using HttpResponseMessage unknown = await PostAsync(query: "?thread_id=1");
        using HttpResponseMessage nonsense = await PostAsync(query: "?thread_id=x");

        Assert.That((await JsonOf(posted))["channel_id"]!.GetValue<string>(), Is.EqualTo($"{thread}"));
        Assert.That((await JsonOf(without))["code"]!.GetValue<int>(), Is.EqualTo(10008));
        Assert.That(with.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await JsonOf(unknown))["code"]!.GetValue<int>(), Is.EqualTo(10003));
        Assert.That((await JsonOf(nonsense))["errors"]!["thread_id"], Is.Not.Null);
    }

    [Test]
    public async Task Invalid_form_is_a_400_with_the_path()
    {
        using HttpResponseMessage answer = await PostAsync($$"""{"embeds":[{"title":"{{new string('x', 257)}}"}]}""");

        Assert.That((await JsonOf(answer)).ToJsonString(), Is.EqualTo(
            """{"message":"Invalid Form Body","code":50035,"errors":{"embeds":{"0":{"title":{"_errors":[{"code":"BASE_TYPE_MAX_LENGTH","message":"Must be 256 or fewer in length."}]}}}}}"""));
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [TestCase(0, 204, 0)]
    [TestCase(1, 413, 40005)]
    public async Task Body_is_taken_up_to_ten_mebibytes(int more, int status, int code)
    {
        string body = Hello.PadRight(10 * 1024 * 1024 + more);

        using HttpResponseMessage answer = await PostAsync(body, "");

        Assert.That((int)answer.StatusCode, Is.EqualTo(status));
        Assert.That(Discord.Requests[0].Code ?? 0, Is.EqualTo(code));
    }

    [Test]
    public async Task Form_is_refused()
    {
        using var form = new StringContent("content=hello", Encoding.UTF8, "application/x-www-form-urlencoded");

        using HttpResponseMessage answer = await Http.PostAsync(Discord.WebhookUrl, form);

        Assert.That((await JsonOf(answer))["code"]!.GetValue<int>(), Is.EqualTo(50035));
    }

    [Test]
    public async Task Waiter_sees_each_change_and_gives_up_in_time()
    {
        Task posted = Discord.WaitForAsync(discord => discord.Messages.Count == 1, Patience);
        using HttpResponseMessage answer = await PostAsync();
        await posted;

        Task deleted = Discord.WaitForAsync(discord => discord.Messages[0].IsDeleted, Patience);
        Discord.Channel.Delete(Discord.Messages[0].Id);
        await deleted;

        Assert.That(
            () => Discord.WaitForAsync(discord => discord.Messages.Count == 2, TimeSpan.FromMilliseconds(20)),
            Throws.InstanceOf<TimeoutException>().With.Message.Contains("1 requests"));
    }

    [Test]
    public async Task Reader_who_throws_harms_nobody()
    {
        var seen = new List<string>();
        Discord.OnChanged = message =>
        {
            seen.Add($"{message.Content} {message.Edits}");
            throw new InvalidOperationException();
        };

        using HttpResponseMessage posted = await PostAsync();
        using HttpResponseMessage edited = await EditAsync(Discord.Messages[0].Id);

        Assert.That(edited.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(seen, Is.EqualTo(["hello 0", "hello 1"]));
    }

    [Test]
    public async Task Token_is_in_nothing_that_is_recorded()
    {
        using HttpResponseMessage posted = await PostAsync();
        string token = Discord.WebhookUrl.Segments[^1];

        Assert.That(string.Join('\n', Discord.Requests) + Discord.Dump() + await posted.Content.ReadAsStringAsync(), Does.Not.Contain(token));
    }

    [Test]
    public async Task Taken_port_is_an_io_exception()
    {
        Assert.That(() => StandInDiscord.StartAsync(Discord.WebhookUrl.Port), Throws.InstanceOf<IOException>());
        await Discord.DisposeAsync();
        Assert.That(() => PostAsync(), Throws.InstanceOf<HttpRequestException>());
    }
}
