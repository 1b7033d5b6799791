using TokenSocket.Hosting;

namespace TokenSocket.Cli.Tests;

internal sealed class CheckTests
{
    private const string Good = """{ "TokenSocket": { "GatewayUrl": "wss://gateway.example/v2" } }""";

    [Test]
    public async Task Settings_are_told_with_where_they_come_from()
    {
        var (code, lines) = await CheckAsync("""{ "TokenSocket": { "gatewayURL": "wss://gateway.example/v2?key=secret", "maxReconnectInterval": 60000, "idleTimeout": "" } }""");

        Assert.That(code, Is.Zero);
        Assert.That(lines, Is.SupersetOf((string[])
        [
            "setting                         value                     from",
            "GatewayUrl                      wss://gateway.example/v2  set",
            "Token                           none                      default",
            "Dialect                         tokensocket               default",
            "TokenPlacement:In               Header                    the dialect's",
            "TokenPlacement:Name             token                     the dialect's",
            "InitialReconnectInterval        00:00:31                  the dialect's",
            "MaxReconnectInterval            00:01:00                  set",
            "ConnectTimeout                  00:00:15                  default",
            "IdleTimeout                     none                      default",
            "Proxy                           the system's              default",
            "UserAgent                       TokenSocket/0.1.0         default",
            "StopHostWhenStopped             false                     default",
            "Discord:WebhookUrl              none                      default",
            "Discord:Colors:Success          #6ab183                   default",
            "Waits after failures in a row: 31 s, 60 s, 60 s, 60 s, 60 s, 60 s, 60 s, 60 s, 60 s, 60 s.",
        ]));
    }

    [Test]
    public void Every_option_that_a_section_may_hold_is_told_in_its_order()
    {
        Assert.That(Setting.All.Select(setting => setting.Path), Is.EqualTo(OptionKeys.All.Select(key => key.Path)));
    }

    [Test]
    public async Task Secrets_are_masked()
    {
        var (code, lines) = await CheckAsync("""
            { "TokenSocket": {
              "GatewayUrl": "wss://gateway.example/v2?key=the-secret", "Token": "the-secret", "Headers": { "X-Key": "the-secret" },
              "Proxy": "http://me:the-secret@proxy.example:8080", "Discord": { "WebhookUrl": "https://discord.com/api/webhooks/1/the-secret", "AvatarUrl": "https://a.example/?the-secret" } } }
            """);

        Assert.That((code, string.Join('\n', lines)), Is.EqualTo((0, string.Join('\n', lines).Replace("the-secret", "", StringComparison.Ordinal))));
        Assert.That(lines.Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries))), Is.SupersetOf((string[])
        [
            "Token *** set", "Headers X-Key: *** set", "Proxy http://***@proxy.example:8080 set", "Discord:WebhookUrl *** set", "Discord:AvatarUrl https://a.example/ set",
        ]));
    }

    [Test]
    public async Task Lists_and_what_the_dialect_adds_are_told()
    {
        var (_, lines) = await CheckAsync("""
            { "TokenSocket": { "GatewayUrl": "wss://gateway.example/v2", "Dialect": "WireSocket", "RedirectHosts": ["a.example"],
              "CloseCodes": { "4008": { "AtLeast": "00:00:30" }, "4500-4599": "Never" } } }
            """);

        Assert.That(lines.Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries))), Is.SupersetOf((string[])
        [
            "Dialect wiresocket set", "CloseCodes 4008, 4500-4599 Never set", "RedirectHosts *.wiresocket.com, *.wiresocket.net, a.example set",
        ]));
        Assert.That(lines[^1], Is.EqualTo("Waits after failures in a row: 1-1.5 s, 2-3 s, 4-6 s, 8-12 s, 16-24 s, 32-48 s, 40-60 s, 40-60 s, 40-60 s, 40-60 s."));
    }

    [Test]
    public async Task Issuer_and_every_place_are_told_without_the_secret()
    {
        var (_, lines) = await CheckAsync("""
            { "TokenSocket": { "GatewayUrl": "wss://gateway.example/v2", "Dialect": "wiresocket", "TokenPlacement": { "In": "Header", "Also": [{ "In": "Query", "Name": "key" }, { "In": "Bearer" }] },
              "OAuth": { "TokenUrl": "https://id.example/token?key=the-secret", "ClientId": "bot-7", "ClientSecret": "the-secret" } } }
            """);

        Assert.That(string.Join('\n', lines), Does.Not.Contain("the-secret"));
        Assert.That(lines.Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries))), Is.SupersetOf((string[])
        [
            "OAuth:TokenUrl https://id.example/token set", "OAuth:ClientId bot-7 set", "OAuth:ClientSecret *** set", "OAuth:ClientSecretFile none default",
            "OAuth:Scope WireSocket.API offline_access the dialect's", "TokenPlacement:In Header set", "TokenPlacement:Name token default", "TokenPlacement:Also Query key, Bearer set",
        ]));
    }

    [Test]
    public async Task Scope_that_nobody_gives_is_none()
    {
        var (_, lines) = await CheckAsync("""{ "TokenSocket": { "GatewayUrl": "wss://gateway.example/v2" } }""");

        Assert.That(lines.Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries))), Contains.Item("OAuth:Scope none default"));
    }

    [TestCase("""{ "GatewayUrl": "wss://h/x", "Dialect": "lsports", "Headers": { "customerid": "777" } }""", "Session inside the socket: Socket.IO; it begins with join, the value of the header customerid in it.")]
    [TestCase("""{ "GatewayUrl": "wss://h/app/key", "Dialect": "pusher" }""", "Session inside the socket: Pusher.")]
    [TestCase("""{ "GatewayUrl": "wss://h/x", "Dialect": "sockudo" }""", "Session inside the socket: Pusher.", "GatewayUrl names no app: most servers want it to end with /app/ and the app's key.")]
    [TestCase("""{ "GatewayUrl": "wss://h/x" }""")]
    public async Task Session_of_the_dialect_is_told_where_it_is_more_than_the_socket(string settings, params string[] told)
    {
        var (code, lines) = await CheckAsync($$"""{ "TokenSocket": {{settings}} }""");

        Assert.That((code, lines.SkipWhile(line => !line.StartsWith("Discord:Emojis:None", StringComparison.Ordinal)).Skip(1).SkipLast(1)), Is.EqualTo((0, told)));
    }

    [Test]
    public async Task Every_fault_comes_at_once_and_ends_with_1()
    {
        var (code, lines) = await CheckAsync("""{ "TokenSocket": { "GatewayUrl": "https://gateway.example", "Tokn": "secret", "MaxAttempts": 0, "Discord": { "ThreadId": "x" } } }""");

        Assert.That((code, lines), Is.EqualTo((1, (string[])
        [
            "TokenSocket:GatewayUrl must start with ws:// or wss://; it is 'https://gateway.example/'. Did you mean 'wss://gateway.example/'?",
            "TokenSocket:MaxAttempts must be from 1 to 2147483647; it is 0.",
            "TokenSocket:Discord:ThreadId must be the id of a thread, digits alone; it is 'x'.",
            "TokenSocket:Tokn is not known; did you mean TokenSocket:Token?",
        ])));
    }

    [TestCase("{\n  \"TokenSocket\": { \"Token\": \"secret\",, }\n}", "TokenSocket could not be read: the file 'appsettings.json' is malformed at line 2, byte 38. Mend it and save it again.")]
    [TestCase("", "TokenSocket could not be read: the file 'appsettings.json' is malformed at line 1, byte 1. Mend it and save it again.")]
    [TestCase("[]", "TokenSocket could not be read: the file 'appsettings.json' is malformed, or has a key twice. Mend it and save it again.")]
    [TestCase("{}", "TokenSocket is missing or empty; it needs TokenSocket:GatewayUrl at least, such as 'wss://gateway.example/v2'.")]
    [TestCase("{ \"TokenSocket\": 7 }", "TokenSocket must be a section with the options below it, not a single value.")]
    public async Task File_without_the_section_is_one_sentence(string text, string sentence)
    {
        Assert.That(await CheckAsync(text), Is.EqualTo((1, (string[])[sentence])));
    }

    [Test]
    public async Task Section_of_another_name_is_read()
    {
        var (code, lines) = await CheckAsync("""{ "Bots": { "One": { "GatewayUrl": "x" } } }""", "--section", "Bots:One");

        Assert.That((code, lines[0]), Is.EqualTo((1, "Bots:One:GatewayUrl must be a whole address; it is 'x'. Did you mean 'wss://x'?")));
    }

    [Test]
    public async Task Environment_goes_over_the_file()
    {
        using var file = new SettingsFile(Good);
        using var bench = new Bench { Folder = file.Folder, Environment = { ["TokenSocket__StableAfter"] = "7000", ["TOKENSOCKET__TOKEN"] = "the-secret" } };
        bench.Start("check");

        Assert.That(await bench.EndAsync(), Is.Zero);
        Assert.That(bench.Lines.Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries))), Is.SupersetOf((string[])["StableAfter 00:00:07 set", "Token *** set"]));
    }

    [Test]
    public async Task File_is_found_in_another_folder()
    {
        using var file = new SettingsFile(Good);

        Assert.That((await Bench.RunAsync("check", file.Path)).Code, Is.Zero);
    }

    [Test]
    public async Task Table_is_no_wider_than_the_terminal()
    {
        using var file = new SettingsFile(Good);
        using var bench = new Bench { Folder = file.Folder, Width = 60 };
        bench.Start("check");

        Assert.That(await bench.EndAsync(), Is.Zero);
        Assert.That(bench.Lines[..^1].Max(line => line.Length), Is.LessThan(60));
    }

    private static async Task<(int Code, string[] Lines)> CheckAsync(string text, params string[] args)
    {
        using var file = new SettingsFile(text);
        using var bench = new Bench { Folder = file.Folder };
        bench.Start(["check", .. args]);
        var code = await bench.EndAsync();
        Assert.That(bench.Error, Is.Empty);
        return (code, bench.Lines);
    }
}
