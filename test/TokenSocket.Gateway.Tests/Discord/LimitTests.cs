using System.Text.Json.Nodes;
using TokenSocket.Gateway.Discord;

namespace TokenSocket.Gateway.Tests.Discord;

/// <summary>Each limit at its bound and one beyond it.</summary>
internal sealed class LimitTests
{
    private static readonly TestCaseData[] Lengths =
    [
        Case("content", "content", 2000, "BASE_TYPE_MAX_LENGTH", size => new JsonObject { ["content"] = Text(size) }),
        Case("username", "username", 80, "BASE_TYPE_BAD_LENGTH", size => new JsonObject { ["content"] = "x", ["username"] = Text(size) }),
        Case("title", "embeds.0.title", 256, "BASE_TYPE_MAX_LENGTH", size => Embed(new JsonObject { ["title"] = Text(size) })),
        Case("description", "embeds.0.description", 4096, "BASE_TYPE_MAX_LENGTH", size => Embed(new JsonObject { ["description"] = Text(size) })),
        Case("field name", "embeds.0.fields.0.name", 256, "BASE_TYPE_MAX_LENGTH", size => Field(Text(size), "x")),
        Case("field value", "embeds.0.fields.0.value", 1024, "BASE_TYPE_MAX_LENGTH", size => Field("x", Text(size))),
        Case("fields", "embeds.0.fields", 25, "BASE_TYPE_MAX_LENGTH", size => Embed(new JsonObject { ["fields"] = Many(size, FieldOf("x", "y")) })),
        Case("footer", "embeds.0.footer.text", 2048, "BASE_TYPE_MAX_LENGTH", size => Embed(new JsonObject { ["footer"] = new JsonObject { ["text"] = Text(size) } })),
        Case("author", "embeds.0.author.name", 256, "BASE_TYPE_MAX_LENGTH", size => Embed(new JsonObject { ["author"] = new JsonObject { ["name"] = Text(size) } })),
        Case("embeds", "embeds", 10, "BASE_TYPE_MAX_LENGTH", size => new JsonObject { ["embeds"] = Many(size, new JsonObject { ["title"] = "x" }) }),
        Case("colour", "embeds.0.color", 0xFFFFFF, "NUMBER_TYPE_MAX", size => Embed(new JsonObject { ["title"] = "x", ["color"] = size })),
        Case("all embeds", "embeds", 6000, "MAX_EMBED_SIZE_EXCEEDED", size => new JsonObject
        {
            ["embeds"] = new JsonArray(
                new JsonObject { ["description"] = Text(4096), ["title"] = Text(256), ["footer"] = new JsonObject { ["text"] = Text(400) } },
                new JsonObject { ["author"] = new JsonObject { ["name"] = Text(248) }, ["fields"] = new JsonArray(FieldOf(Text(256), Text(size - 5256))) }),
        }),
    ];

    [TestCaseSource(nameof(Lengths))]
    public void Bound_is_accepted_and_one_more_refused_at_its_place(string path, int max, string code, Func<int, JsonObject> make)
    {
        var desk = new Desk();

        Assert.That(desk.Post(make(max)).Status, Is.EqualTo(200));
        Reply refusal = desk.Post(make(max + 1));

        Assert.That((refusal.Status, refusal.Code), Is.EqualTo((400, 50035)));
        Assert.That(CodeAt(refusal, path), Is.EqualTo(code));
        Assert.That(desk.Channel.Messages, Has.Count.EqualTo(1));
    }

    [Test]
    public void Length_counts_utf16_units()
    {
        string faces = string.Concat(Enumerable.Repeat("😀", 128));

        Assert.That(new Desk().Post(Embed(new JsonObject { ["title"] = faces })).Status, Is.EqualTo(200));
        Assert.That(CodeAt(new Desk().Post(Embed(new JsonObject { ["title"] = faces + "." })), "embeds.0.title"), Is.EqualTo("BASE_TYPE_MAX_LENGTH"));
    }

    [TestCase("""{"content":"x","username":""}""", "username", "BASE_TYPE_BAD_LENGTH")]
    [TestCase("""{"content":"x","username":"   "}""", "username", "BASE_TYPE_BAD_LENGTH")]
    [TestCase("""{"content":"x","username":"MyDiscordBot"}""", "username", "USERNAME_INVALID_CONTAINS")]
    [TestCase("""{"content":"x","username":"CLYDE"}""", "username", "USERNAME_INVALID_CONTAINS")]
    [TestCase("""{"content":5}""", "content", "STRING_TYPE_CONVERT")]
    [TestCase("""{"content":"x","avatar_url":"nonsense"}""", "avatar_url", "URL_TYPE_INVALID_URL")]
    [TestCase("""{"content":"x","avatar_url":"ftp://example.com/a.png"}""", "avatar_url", "URL_TYPE_INVALID_SCHEME")]
    [TestCase("""{"embeds":[{"title":"x","url":"javascript:alert(1)"}]}""", "embeds.0.url", "URL_TYPE_INVALID_SCHEME")]
    [TestCase("""{"embeds":[{"title":"x","color":-1}]}""", "embeds.0.color", "NUMBER_TYPE_MIN")]
    [TestCase("""{"embeds":[{"title":"x","color":"#ff0000"}]}""", "embeds.0.color", "NUMBER_TYPE_COERCE")]
    [TestCase("""{"embeds":[{"title":"x","timestamp":"yesterday"}]}""", "embeds.0.timestamp", "DATE_TIME_TYPE_PARSE")]
    [TestCase("""{"embeds":[{"title":"x","timestamp":"2026-11-21T12:00:00"}]}""", "embeds.0.timestamp", "DATE_TIME_TYPE_PARSE")]
    [TestCase("""{"embeds":[{"title":"x","fields":[{"name":"","value":"y"}]}]}""", "embeds.0.fields.0.name", "BASE_TYPE_REQUIRED")]
    [TestCase("""{"embeds":[{"title":"x","fields":[{"name":"x"}]}]}""", "embeds.0.fields.0.value", "BASE_TYPE_REQUIRED")]
    [TestCase("""{"embeds":[{"title":"x","fields":[{"name":"x","value":"y","inline":"yes"}]}]}""", "embeds.0.fields.0.inline", "BOOLEAN_TYPE_CONVERT")]
    [TestCase("""{"embeds":[{"title":"x"},"y"]}""", "embeds.1", "DICT_TYPE_CONVERT")]
    [TestCase("""{"embeds":{"title":"x"}}""", "embeds", "LIST_TYPE_CONVERT")]
    [TestCase("""{"content":"x","allowed_mentions":{"parse":["all"]}}""", "allowed_mentions.parse.0", "BASE_TYPE_CHOICES")]
    [TestCase("""{"content":"x","allowed_mentions":{"users":["me"]}}""", "allowed_mentions.users.0", "NUMBER_TYPE_COERCE")]
    [TestCase("""{"content":"x","allowed_mentions":{"parse":["users"],"users":["1"]}}""", "allowed_mentions.parse", "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE")]
    public void Wrong_value_is_refused_at_its_place(string body, string path, string code)
    {
        Reply refusal = new Desk().Post(body);

        Assert.That((refusal.Status, refusal.Code), Is.EqualTo((400, 50035)));
        Assert.That(CodeAt(refusal, path), Is.EqualTo(code));
    }

    [TestCase("2026-11-21T12:00:00Z")]
    [TestCase("2026-11-21T12:00:00.123+01:00")]
    [TestCase("2026-11-21T12:00:00.0000000+00:00")]
    public void Iso_timestamp_with_a_zone_is_accepted(string timestamp) =>
        Assert.That(new Desk().Post(Embed(new JsonObject { ["title"] = "x", ["timestamp"] = timestamp })).Status, Is.EqualTo(200));

    [Test]
    public void Every_fault_is_reported_at_once()
    {
        Reply refusal = new Desk().Post("""{"content":5,"username":"clyde","embeds":[{"color":-1,"title":5}]}""");

        Assert.That(
            new[] { "content", "username", "embeds.0.color", "embeds.0.title" }.Select(path => CodeAt(refusal, path)),
            Has.None.Null);
    }

    [TestCase("{}")]
    [TestCase("""{"content":""}""")]
    [TestCase("""{"content":" \n "}""")]
    [TestCase("""{"content":null,"embeds":[]}""")]
    [TestCase("""{"embeds":[{}]}""")]
    [TestCase("""{"embeds":[{"color":255,"timestamp":"2026-11-21T12:00:00Z"}]}""")]
    public void Message_with_nothing_to_see_is_refused(string body)
    {
        Reply refusal = new Desk().Post(body);

        Assert.That((refusal.Status, refusal.Code), Is.EqualTo((400, 50006)));
    }

    [TestCase("")]
    [TestCase("{")]
    [TestCase("""{"content":"\ud800"}""")]
    public void Malformed_json_is_refused(string body)
    {
        Reply refusal = new Desk().Post(body);

        Assert.That((refusal.Status, refusal.Code), Is.EqualTo((400, 50109)));
    }

    [TestCase(null)]
    [TestCase("text/plain")]
    [TestCase("application/x-www-form-urlencoded")]
    public void Other_content_type_is_refused(string? type)
    {
        var desk = new Desk();

        Reply refusal = desk.Send(new WebhookCall(HttpMethod.Post, desk.Path, "true", null, type, "{\"content\":\"x\"}"u8.ToArray()));

        Assert.That((refusal.Status, refusal.Code), Is.EqualTo((400, 50035)));
    }

    [Test]
    public void Content_type_may_name_its_charset()
    {
        var desk = new Desk();

        Reply reply = desk.Send(new WebhookCall(HttpMethod.Post, desk.Path, "true", null, "application/json; charset=utf-8", "{\"content\":\"x\"}"u8.ToArray()));

        Assert.That(reply.Status, Is.EqualTo(200));
    }

    private static TestCaseData Case(string name, string path, int max, string code, Func<int, JsonObject> make) =>
        new TestCaseData(path, max, code, make).SetArgDisplayNames(name, $"{max}");

    private static string Text(int length) => new('x', length);

    private static JsonObject Embed(JsonObject embed) => new() { ["embeds"] = new JsonArray(embed) };

    private static JsonObject Field(string name, string value) => Embed(new JsonObject { ["fields"] = new JsonArray(FieldOf(name, value)) });

    private static JsonObject FieldOf(string name, string value) => new() { ["name"] = name, ["value"] = value };

    private static JsonArray Many(int count, JsonObject one) => new([.. Enumerable.Range(0, count).Select(_ => one.DeepClone())]);

    private static string? CodeAt(Reply refusal, string path)
    {
        JsonNode? place = JsonNode.Parse(refusal.Body)!["errors"];
        foreach (string step in path.Split('.'))
            place = place?[step];
        return place?["_errors"]?[0]?["code"]?.GetValue<string>();
    }
}
