namespace TokenSocket.Cli.Tests;

/// <summary>What is shown of channels and their events, to programs and to people.</summary>
internal sealed class ListenChannelsTests
{
    private static IEnumerable<TestCaseData<string, string, string>> Sockudo() =>
    [
        new("""{"event":"headline","channel":"news","data":"{\"a\":1}"}""", """{"received":"event","event":"headline","channel":"news","data":{"a":1}}""", """< headline on news: {"a":1}"""),
        new("""{"event":"client-hi","channel":"presence-room","data":"yes","user_id":"u-7"}""", """{"received":"event","event":"client-hi","channel":"presence-room","data":"yes","userId":"u-7"}""", """< client-hi on presence-room by u-7: "yes" """.TrimEnd()),
        new("""{"event":"sockudo:signin_success","data":{}}""", """{"received":"event","event":"sockudo:signin_success","channel":null,"data":{}}""", "< sockudo:signin_success: {}"),
        new("""{"event":"sockudo_internal:subscription_succeeded","channel":"news","data":"{\"presence\":{\"count\":2}}"}""", """{"notice":"subscribed","channel":"news","data":{"presence":{"count":2}}}""", "Subscribed to news."),
        new("""{"event":"sockudo:subscription_error","channel":"news","data":{"type":"AuthError","error":"No,\nyou may not.","status":403}}""", """{"notice":"subscriptionRefused","channel":"news","status":403,"reason":"No,you may not."}""", "Not subscribed to news: No,you may not (403). The next connect asks again."),
        new("""{"event":"sockudo:error","data":{"code":4301,"message":"Slow\u001b[2J down","channel":"news"}}""", """{"notice":"errorReceived","code":4301,"message":"Slow\u001B[2J down","channel":"news"}""", "Error of the server on news: 'Slow[2J down' (4301). The connection stays."),
        new("""{"event":"sockudo:error","data":{"code":null,"message":"Odd"}}""", """{"notice":"errorReceived","code":null,"message":"Odd","channel":null}""", "Error of the server: 'Odd'. The connection stays."),
    ];

    [TestCaseSource(nameof(Sockudo))]
    public async Task Event_of_a_channel_is_one_line(string frame, string json, string line)
    {
        Assert.That(
            await SessionActs.ShowAsync([.. SessionActs.Sockudo, "--subscribe", "news", "--subscribe", "presence-room", "--user-id", "u-7"], static bench => bench.BeginPusher(), frame),
            Is.EqualTo((json, line)));
    }

    [Test]
    public async Task Channels_are_subscribed_to_on_every_connect()
    {
        using var bench = new Bench();
        bench.Start([.. SessionActs.Sockudo, "--subscribe", "news", "--subscribe", "a:*", "--send", "raw"]);
        bench.BeginPusher();
        bench.Act(gateway => gateway.Drop());
        bench.Advance(2);
        bench.BeginPusher();
        await bench.InterruptAsync();

        string[] sent = ["""{"event":"sockudo:subscribe","data":{"channel":"news"}}""", """{"event":"sockudo:subscribe","data":{"channel":"a:*"}}""", "raw"];
        Assert.That(bench.Gateway.Dials.Select(dial => dial.Received.Select(message => message.Text).ToArray()), Is.EqualTo((string[][])[sent, sent]));
    }

    // The signature is that of Pusher's own example: key 278d425bdf160c739803, secret 7ad3773142a6692b25b8, socket 1234.1234.
    [TestCase("wss://gateway.example", "--app-key", "278d425bdf160c739803")]
    [TestCase("wss://gateway.example/app/278d425bdf160c739803")]
    public async Task Private_channel_is_signed_with_the_key_and_the_secret_of_the_file(params string[] words)
    {
        using var file = new SettingsFile("7ad3773142a6692b25b8\n");
        using var bench = new Bench();
        bench.Start(["listen", .. words, "--dialect", "pusher", "--subscribe", "private-foobar", "--app-secret-file", file.Path]);

        bench.Hear("""{"event":"pusher:connection_established","data":"{\"socket_id\":\"1234.1234\"}"}""");

        Assert.That(bench.Gateway.Texts(), Is.EqualTo(["""{"event":"pusher:subscribe","data":{"channel":"private-foobar","auth":"278d425bdf160c739803:58df8b0c36d6982b82c3ecf6b4662e34fe8c25bba48f5369f135bf843651c3a4"}}"""]));
        Assert.That((bench.Gateway.Connection.Request.Address.AbsolutePath, bench.Error), Is.EqualTo(("/app/278d425bdf160c739803", "")));
        await bench.InterruptAsync();
        Assert.That(bench.Output, Does.Not.Contain("7ad3773142a6692b25b8"));
    }

    [Test]
    public async Task Presence_channel_is_joined_as_the_user_with_the_secret_of_the_environment()
    {
        using var bench = new Bench { Environment = { ["TOKENSOCKET_APP_SECRET"] = "app-secret" } };
        bench.Start([.. SessionActs.Sockudo, "--subscribe", "presence-room", "--user-id", "u-7"]);

        bench.BeginPusher();

        Assert.That(bench.Gateway.Texts().Single(), Does.StartWith("""{"event":"sockudo:subscribe","data":{"channel":"presence-room","auth":"key:""").And.Contains(""","channel_data":"{"""));
        Assert.That(bench.Gateway.Texts().Single(), Does.Contain("u-7").And.Not.Contains("app-secret"));
        await bench.InterruptAsync();
    }

    [TestCase("wss://h", "wss://h/app/key")]
    [TestCase("wss://h/", "wss://h/app/key")]
    [TestCase("wss://h:8443/behind/?x=1", "wss://h:8443/behind/app/key?x=1")]
    [TestCase("wss://h/app", "wss://h/app/key")]
    [TestCase("wss://h/app/", "wss://h/app/key")]
    [TestCase("wss://h/app/key", "wss://h/app/key")]
    [TestCase("wss://h/app/k%65y/", "wss://h/app/key/")]
    [TestCase("wss://h/app/a/b", "wss://h/app/a/b/app/key")]
    public async Task Key_goes_to_the_end_of_an_address_that_has_none(string url, string dialled)
    {
        using var bench = new Bench();
        bench.Start("listen", url, "--dialect", "pusher", "--app-key", "key");
        await bench.InterruptAsync();

        Assert.That(bench.Gateway.Connection.Request.Address.ToString(), Does.StartWith(dialled + (url.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "protocol=7&"));
    }

    [Test]
    public async Task What_was_missed_is_told_after_a_reconnect([Values] bool json)
    {
        using var bench = new Bench();
        bench.Start([.. SessionActs.Sockudo, "--subscribe", "a", "--subscribe", "b", "--subscribe", "c", .. json ? ["--json"] : Array.Empty<string>()]);
        bench.BeginPusher();
        bench.Hear([.. "abc".Select(name => $$"""{"event":"sockudo_internal:subscription_succeeded","channel":"{{name}}","stream_id":"s","serial":1}""")]);
        bench.Act(gateway => gateway.Drop());
        bench.Advance(2);
        bench.BeginPusher();
        bench.Hear("""{"event":"sockudo:resume_success","data":{"recovered":[{"channel":"a","replayed":2,"position":null},{"channel":"b","replayed":0,"position":null}],"failed":[{"channel":"c","code":"stream_reset","reason":"New."}]}}""");

        Assert.That(bench.Lines[^3..], Is.EqualTo(json
            ? (string[])
            [
                """{"notice":"recovered","channel":"a","count":2,"at":"2026-01-01T00:00:02.000Z"}""",
                """{"notice":"recovered","channel":"b","count":0,"at":"2026-01-01T00:00:02.000Z"}""",
                """{"notice":"recoveryFailed","channel":"c","code":"stream_reset","at":"2026-01-01T00:00:02.000Z"}""",
            ]
            : (string[])
            [
                "2026-01-01T00:00:02Z Recovered a: what it has missed was sent again, 2 messages.",
                "2026-01-01T00:00:02Z Recovered b: it has missed nothing.",
                "2026-01-01T00:00:02Z Not recovered: what c has missed is lost (stream_reset). Load anew what you know of it.",
            ]));
        await bench.InterruptAsync();
    }
}
