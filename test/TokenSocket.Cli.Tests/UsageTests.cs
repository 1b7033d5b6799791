namespace TokenSocket.Cli.Tests;

internal sealed class UsageTests
{
    private const string Url = "wss://gateway.example/v2";
    private const string Form = "must be milliseconds, such as 120000, or written like 1m30s with the units d, h, m, s and ms";

    private const string Issuer = "https://id.example/connect/token";
    private const string SecretElsewhere = "name the file that holds the secret, or set the environment variable TOKENSOCKET_CLIENT_SECRET.";
    private const string Places = "must be header:NAME, bearer, query:NAME, subprotocol:NAME or none";

    private const string NeedsJson = "must be followed by JSON, such as '{\"id\":7}'";

    private static readonly string Exists = typeof(UsageTests).Assembly.Location;
    private static readonly string[] Client = ["--client-id", "bot-7", "--client-secret-file", Exists];

    private static readonly string[] Joined = [Url, "--dialect", "lsports", "--header", "customerid: 777"];

    private static readonly string[] App = [Url, "--dialect", "pusher"];
    private static readonly string Secret = Path.Combine(AppContext.BaseDirectory, "TokenSocket.Cli.runtimeconfig.json");

    private static IEnumerable<TestCaseData<string[], string>> Faults() =>
    [
        new([], "URL is missing; set it to the server's address, such as 'wss://gateway.example/v2'."),
        new(["https://gateway.example/v2?key=secret"], "URL must start with ws:// or wss://; it is 'https://gateway.example/v2'. Did you mean 'wss://gateway.example/v2'?"),
        new(["gateway.example/v2"], "URL must be a whole address; it is 'gateway.example/v2'. Did you mean 'wss://gateway.example/v2'?"),
        new(["ftp://gateway.example/v2"], "URL must start with ws:// or wss:// and name a host; it is 'ftp://gateway.example/v2'."),
        new(["wss://"], "URL cannot be read as an address; write it like 'wss://gateway.example/v2'."),
        new(["wss://me:secret@gateway.example/v2"], "URL must not carry a user name or password; it is 'wss://gateway.example/v2' and they go into --token or --header."),
        new([Url, "wss://other.example"], "URL is given more than once; one server is listened to at a time."),
        new(["ws://gateway.example/v2", "--token", "secret"], "URL is 'ws://gateway.example/v2', over which anyone on the way can read the token; use 'wss://gateway.example/v2'."),
        new([Url, "--bogus"], "--bogus is no option of listen; 'tokensocket listen --help' lists them."),
        new([Url, "--tokn=secret"], "--tokn is no option of listen; 'tokensocket listen --help' lists them."),
        new(["--tokn", "secret", Url], "--tokn is no option of listen; 'tokensocket listen --help' lists them."),
        new([Url, "-tsecret"], "-t is no option of listen; 'tokensocket listen --help' lists them."),
        new([Url, "--token"], "Required argument missing for option: '--token'."),
        new([Url, "--token", "secret", "--token", "secret2"], "Option '--token' expects a single argument but 2 were provided."),
        new([Url, "--token", "sec\nret"], "--token contains a control character, such as a newline, or one outside ASCII, which a header cannot carry; it is '***'."),
        new([Url, "--token", " secret"], "--token begins or ends with a space, which a header cannot carry; it is '***'."),
        new([Url, "--token-file", "/no/such/file"], "--token-file must name a file that exists; it is '/no/such/file'."),
        new([Url, "--token-file", Path.GetTempPath()], $"--token-file must name a file that can be read; it is '{Path.GetTempPath()}'."),
        new([Url, "--token", "secret", "--token-file", Exists], "--token-file is given beside --token; leave one of them out."),
        new([Url, "--oauth-token-url", Issuer, .. Client, "--token", "secret"], "--oauth-token-url is given beside --token; leave one of them out."),
        new([Url, "--oauth-token-url", Issuer, .. Client, "--token-file", Exists], "--oauth-token-url is given beside --token-file; leave one of them out."),
        new([Url, .. Client], "--oauth-token-url is missing; set it to the token endpoint, such as 'https://id.example/connect/token'."),
        new([Url, .. Client, "--oauth-token-url", ""], "--oauth-token-url is missing; set it to the token endpoint, such as 'https://id.example/connect/token'."),
        new([Url, .. Client, "--oauth-token-url", "https://"], "--oauth-token-url cannot be read as an address; write it like 'https://id.example/connect/token'."),
        new([Url, .. Client, "--oauth-token-url", "id.example/token"], "--oauth-token-url must start with https:// and name a host; it is 'id.example/token'."),
        new([Url, .. Client, "--oauth-token-url", "http://id.example/token"], "--oauth-token-url is 'http://id.example/token', over which anyone on the way can read the secret; use 'https://id.example/token'."),
        new([Url, .. Client, "--oauth-token-url", "https://a:secret@id.example/token"], "--oauth-token-url must not carry a user name or password; it is 'https://id.example/token' and they go into --client-id and --client-secret-file."),
        new([Url, "--oauth-token-url", Issuer, "--client-secret-file", Exists], "--client-id is missing; the issuer knows this client by it."),
        new([Url, "--oauth-token-url", Issuer, "--client-id", "bot-7"], $"--client-secret-file is missing; {SecretElsewhere}"),
        new([Url, "--oauth-token-url", Issuer, "--client-id", "bot-7", "--client-secret-file", ""], $"--client-secret-file is missing; {SecretElsewhere}"),
        new([Url, "--oauth-token-url", Issuer, "--client-id", "bot-7", "--client-secret-file", "/no/such/file"], "--client-secret-file must name a file that exists; it is '/no/such/file'."),
        new([Url, "--oauth-token-url", Issuer, .. Client, "--scope", "a  b"], "--scope must be names in ASCII without quotes and backslashes, one space between them; it is 'a  b'."),
        new([Url, "--client-secret", "secret"], "--client-secret is no option of listen; 'tokensocket listen --help' lists them."),
        new([Url, "--token-in", "secret"], $"--token-in {Places}; number 1 is not."),
        new([Url, "--token-in", "bearer", "--token-in", "qeury:key"], $"--token-in {Places}; number 2 is not. Did you mean 'query'?"),
        new([Url, "--token-in", "1"], $"--token-in {Places}; number 1 is not."),
        new([Url, "--token-in", "Bearer:secret"], "--token-in Bearer takes no name; number 1 has one."),
        new([Url, "--token-in", "none:"], "--token-in none takes no name; number 1 has one."),
        new([Url, "--token-in", "query:"], "--token-in must be letters, digits or one of -._~; it is ''."),
        new([Url, "--token-in", "bearer", "--token-in", "header:a b"], "--token-in must be letters, digits or one of -._~; it is 'a b'."),
        new([Url, "--token-in", "header", "--token-in", "HEADER:Token"], "--token-in names the header 'Token' twice; leave one of them out."),
        new([Url, "--token-in", "none", "--token-in", "bearer"], "--token-in says None beside another place; leave one of them out."),
        new([Url, "--token-in", "query:key", "--header", "Token: 1", "--token-in", "header"], "--header 'Token' is where the token goes; use --token instead."),
        new([Url, "--header", "a: b", "--header", "Bearer secret"], "--header must be written as 'Name: value'; number 2 has no colon."),
        new([Url, "--header", ": secret"], "--header '' must be a header name with a value in ASCII on one line; its value is '***'."),
        new([Url, "--header", "x y: secret"], "--header 'x y' must be a header name with a value in ASCII on one line; its value is '***'."),
        new([Url, "--header", "x: secr\u00e9t"], "--header 'x' must be a header name with a value in ASCII on one line; its value is '***'."),
        new([Url, "--header", "Token: secret"], "--header 'Token' is where the token goes; use --token instead."),
        new([Url, "--header", "a: b", "--header", "A: c"], "--header 'A' is given more than once."),
        new([Url, "--dialect", "wiresoket"], "--dialect 'wiresoket' is not known; did you mean 'wiresocket'?"),
        new([Url, "--dialect", "none-such\u001b"], "--dialect 'none-such' is not known; 'tokensocket dialects' lists them."),
        new([Url, "--dialect", "lsports"], "--header 'customerid' is missing: add `customerid` to the headers; the dialect 'lsports' needs it."),
        new([Url, "--dialect", "lsports", "--header", "customerid: secret"], "--header 'customerid' must have numeric characters only for the dialect 'lsports'; it is '***'."),
        new([Url, "--emit", "watch", "7"], "--emit needs a dialect that speaks Socket.IO, such as '--dialect lsports'; 'tokensocket' does not."),
        new([Url, "--dialect", "pusher", "--namespace", "/bets"], "--namespace needs a dialect that speaks Socket.IO, such as '--dialect lsports'; 'pusher' does not."),
        new([Url, "--dialect", "lsport", "--emit", "watch", "7"], "--dialect 'lsport' is not known; did you mean 'lsports'?"),
        new([.. Joined, "--emit"], "Required argument missing for option: '--emit'."),
        new([.. Joined, "--emit", "watch"], $"--emit 'watch' {NeedsJson}; nothing follows."),
        new([.. Joined, "--emit", "watch", "--emit", "bets", "7"], $"--emit 'watch' {NeedsJson}; nothing follows."),
        new([.. Joined, "--emit", "watch\u001b", "secret"], $"--emit 'watch' {NeedsJson} or '\"text\"'; what follows is none."),
        new([.. Joined, "--emit", "watch", "\"\\ud800\""], $"--emit 'watch' {NeedsJson} or '\"text\"'; what follows is none."),
        new([.. Joined, "--emit", "watch", "7", "--emit", "", "7"], "--emit must begin with the name of an event; that of number 2 is empty."),
        new([.. Joined, "--namespace", "bets"], "--namespace must begin with a slash and hold neither comma, question mark nor space; it is 'bets'. Did you mean '/bets'?"),
        new([.. Joined, "--auth", "secret"], "--auth must be a JSON object, such as {\"token\":\"{token}\"}; it is '***'."),
        new([Url, "--dialect", "lsports", "--header", "customerid: 777", "--subscribe", "news"], "--subscribe needs a dialect that speaks Pusher, such as '--dialect sockudo'; 'lsports' does not."),
        new([Url, "--app-secret-file", Exists], "--app-secret-file needs a dialect that speaks Pusher, such as '--dialect sockudo'; 'tokensocket' does not."),
        new([Url, "--dialect", "pushr", "--subscribe", "news"], "--dialect 'pushr' is not known; did you mean 'pusher'?"),
        new([.. App, "--subscribe", "news", "--subscribe", "a b\u001b"], "--subscribe 'a b' must consist of letters, digits and _-=@,.; alone; character 2 is another."),
        new([.. App, "--subscribe", "a:*"], "--subscribe 'a:*' must consist of letters, digits and _-=@,.; alone; character 2 is another."),
        new([.. App, "--subscribe", ""], "--subscribe '' must have 1 to 200 characters; it has 0."),
        new([.. App, "--app-key", "key", "--subscribe", "private-a"], "--app-secret-file is missing; the channel 'private-a' is signed with it."),
        new([.. App, "--subscribe", "news", "--subscribe", "private-a"], "--app-key and --app-secret-file are missing; the channel 'private-a' is signed with them."),
        new([.. App, "--subscribe", "private-a", "--subscribe", "presence-b"], "--app-key, --app-secret-file and --user-id are missing; the channel 'presence-b' is signed with them."),
        new([.. App, "--app-key", "key", "--app-secret-file", Secret, "--user-id", "", "--subscribe", "presence-b"], "--user-id is missing; the channel 'presence-b' is signed with it."),
        new([.. App, "--app-key", "key", "--app-secret-file", "/no/such/file", "--subscribe", "private-a"], "--app-secret-file must name a file that exists; it is '/no/such/file'."),
        new([.. App, "--app-key", "key", "--app-secret-file", "/dev/null", "--subscribe", "private-a"], "--app-secret-file must name a file that holds the app's secret; '/dev/null' is empty."),
        new([.. App, "--app-key", "key", "--app-secret-file", Exists, "--subscribe", "private-a"], $"--app-secret-file must name a file that can be read and holds a secret and nothing else; it is '{Exists}'."),
        new([.. App, "--app-key", "a/b"], "--app-key must be letters, digits or one of -._~; it is 'a/b'."),
        new(["wss://h/app/other", "--dialect", "pusher", "--app-key", "key"], "--app-key is 'key', while URL ends with '/app/other'; leave one of them out."),
        new([Url, "--redirect-host", "*.example", "--redirect-host", "a b"], "--redirect-host must be host names, or *.name for all below one; one is 'a b'."),
        new([Url, "--jitter", "1.1"], "--jitter must be a number from 0 to 1, such as 0.5; it is '1.1'."),
        new([Url, "--jitter", "-0.1"], "--jitter must be a number from 0 to 1, such as 0.5; it is '-0.1'."),
        new([Url, "--jitter", "NaN"], "--jitter must be a number from 0 to 1, such as 0.5; it is 'NaN'."),
        new([Url, "--max-attempts", "0"], "--max-attempts must be a whole number from 1 to 2147483647; it is '0'."),
        new([Url, "--max-attempts", "many"], "--max-attempts must be a whole number from 1 to 2147483647; it is 'many'."),
        new([Url, "--initial-reconnect-interval", "soon"], $"--initial-reconnect-interval {Form}; it is 'soon'."),
        new([Url, "--max-reconnect-interval", "2d"], "--max-reconnect-interval must be from 1ms to 1d; it is '2d'."),
        new([Url, "--stable-after", "0"], "--stable-after must be from 1ms to 1d; it is '0'."),
        new([Url, "--connect-timeout", "1.5s"], $"--connect-timeout {Form}; it is '1.5s'."),
        new([Url, "--keep-alive-interval", "-1"], $"--keep-alive-interval {Form}; it is '-1'."),
        new([Url, "--keep-alive-timeout", ""], $"--keep-alive-timeout {Form}; it is ''."),
        new([Url, "--for", "31d"], "--for must be from 1ms to 30d; it is '31d'."),
    ];

    [TestCaseSource(nameof(Faults))]
    public async Task Each_fault_of_listen_is_one_sentence(string[] args, string sentence)
    {
        Assert.That(await Bench.FaultsOfAsync(["listen", .. args]), Is.EqualTo([sentence]));
    }

    [TestCase(new[] { "99" }, "CODE must be a close code from 1000 to 65535 or an HTTP status from 100 to 599; it is '99'.")]
    [TestCase(new[] { "600" }, "CODE must be a close code from 1000 to 65535 or an HTTP status from 100 to 599; it is '600'.")]
    [TestCase(new[] { "999" }, "CODE must be a close code from 1000 to 65535 or an HTTP status from 100 to 599; it is '999'.")]
    [TestCase(new[] { "65536" }, "CODE must be a close code from 1000 to 65535 or an HTTP status from 100 to 599; it is '65536'.")]
    [TestCase(new[] { "+4001" }, "CODE must be a close code from 1000 to 65535 or an HTTP status from 100 to 599; it is '+4001'.")]
    [TestCase(new[] { "invalid" }, "CODE must be a close code from 1000 to 65535 or an HTTP status from 100 to 599; it is 'invalid'.")]
    [TestCase(new string[0], "CODE is missing; give a close code such as 4003, or an HTTP status such as 401.")]
    [TestCase(new[] { "4001", "4002" }, "CODE is given more than once; one code is explained at a time.")]
    [TestCase(new[] { "4001", "--dialect", "lsport" }, "--dialect 'lsport' is not known; did you mean 'lsports'?")]
    [TestCase(new[] { "4001", "--dialekt" }, "--dialekt is no option of explain; 'tokensocket explain --help' lists them.")]
    public async Task Each_fault_of_explain_is_one_sentence(string[] args, string sentence)
    {
        Assert.That(await Bench.FaultsOfAsync(["explain", .. args]), Is.EqualTo([sentence]));
    }

    [TestCase(new[] { "pushr" }, "NAME 'pushr' is not known; did you mean 'pusher'?")]
    [TestCase(new[] { "pusher", "lsports" }, "NAME is given more than once; one dialect is shown at a time.")]
    [TestCase(new[] { "--json", "--markdown" }, "--json is given beside --markdown; leave one of them out.")]
    [TestCase(new[] { "--yaml" }, "--yaml is no option of dialects; 'tokensocket dialects --help' lists them.")]
    public async Task Each_fault_of_dialects_is_one_sentence(string[] args, string sentence)
    {
        Assert.That(await Bench.FaultsOfAsync(["dialects", .. args]), Is.EqualTo([sentence]));
    }

    [TestCase(new[] { "/no/such/file" }, "FILE must name a file that exists; it is '/no/such/file'.")]
    [TestCase(new string[0], "FILE is missing, and there is no appsettings.json in this folder; name the file of settings.")]
    [TestCase(new[] { "one", "two" }, "FILE is given more than once; one file is checked at a time.")]
    [TestCase(new[] { "/bin/sh", "--for", "5s" }, "--for is given without --connect, which it is about; add that, or leave it out.")]
    [TestCase(new[] { "/bin/sh", "--connect", "--for", "0" }, "--for must be from 1ms to 30d; it is '0'.")]
    [TestCase(new[] { "/bin/sh", "--section", "" }, "--section must be the name of a section, such as TokenSocket; it is empty.")]
    [TestCase(new[] { "--sektion", "/bin/sh" }, "--sektion is no option of check; 'tokensocket check --help' lists them.")]
    public async Task Each_fault_of_check_is_one_sentence(string[] args, string sentence)
    {
        Assert.That(await Bench.FaultsOfAsync(["check", .. args]), Is.EqualTo([sentence]));
    }

    [Test]
    public async Task All_faults_come_at_once()
    {
        string[] faults =
        [
            "--bogus is no option of listen; 'tokensocket listen --help' lists them.",
            "Required argument missing for option: '--token'.",
            "--header must be written as 'Name: value'; number 1 has no colon.",
            "--jitter must be a number from 0 to 1, such as 0.5; it is '2'.",
            "--for must be from 1ms to 30d; it is '0'.",
            "URL must start with ws:// or wss://; it is 'http://h/'. Did you mean 'ws://h/'?",
        ];

        Assert.That(
            await Bench.FaultsOfAsync("listen", "http://h", "--for", "0", "--jitter", "2", "--header", "x", "--bogus", "--token"),
            Is.EqualTo(faults));
    }

    [Test]
    public async Task All_faults_of_tokens_come_at_once()
    {
        string[] faults =
        [
            "--client-secret-file must name a file that exists; it is '/no/such/file'.",
            $"--token-in {Places}; number 2 is not.",
            "--token contains a control character, such as a newline, or one outside ASCII, which a header cannot carry; it is '***'.",
            "--client-secret-file is given beside --token; leave one of them out.",
            "--oauth-token-url is missing; set it to the token endpoint, such as 'https://id.example/connect/token'.",
            "--client-id is missing; the issuer knows this client by it.",
            "--token-in names the header 'token' twice; leave one of them out.",
        ];

        Assert.That(
            await Bench.FaultsOfAsync("listen", Url, "--client-secret-file", "/no/such/file", "--token", "sec\nret", "--token-in", "header", "--token-in", "x", "--token-in", "header"),
            Is.EquivalentTo(faults));
    }

    [Test]
    public async Task A_fault_of_the_variable_names_the_variable()
    {
        using var bench = new Bench { Environment = { ["TOKENSOCKET_TOKEN"] = "secret\n" } };

        bench.Start("listen", Url);

        Assert.That(await bench.EndAsync(), Is.EqualTo(64));
        Assert.That(bench.Error, Is.EqualTo("TOKENSOCKET_TOKEN contains a control character, such as a newline, or one outside ASCII, which a header cannot carry; it is '***'.\n"));
    }

    [Test]
    public async Task Unknown_command_is_told_the_commands()
    {
        Assert.That(await Bench.FaultsOfAsync("lisen", "secret"), Is.EqualTo(["'lisen' is no command; there are listen, explain, dialects and check, and 'tokensocket --help' explains them."]));
    }

    [Test]
    public async Task Missing_command_is_told_the_commands()
    {
        Assert.That(await Bench.FaultsOfAsync(), Is.EqualTo(["A command is missing; there are listen, explain, dialects and check, and 'tokensocket --help' explains them."]));
    }

    [Test]
    public async Task Help_of_a_command_ends_with_an_example([Values("listen", "explain", "dialects", "check")] string command)
    {
        var (code, output, error) = await Bench.RunAsync(command, "--help");

        Assert.That((code, error), Is.EqualTo((0, "")));
        Assert.That(output, Does.Contain($"Usage:\n  tokensocket {command} ").And.Contain($"Examples:\n  tokensocket {command} "));
    }

    [Test]
    public async Task Help_of_the_tool_has_a_line_and_an_example_for_each_command()
    {
        var (_, output, _) = await Bench.RunAsync("--help");
        var (commands, examples) = (output.Split("Commands:\n")[1].Split("\n\n")[0], output.Split("Examples:\n")[1]);

        Assert.That(Words(commands), Is.EqualTo(["listen <URL>", "explain <CODE>", "dialects <NAME>", "check <FILE>"]));
        Assert.That(Words(examples), Is.EqualTo(["tokensocket listen", "tokensocket explain", "tokensocket dialects", "tokensocket check"]));

        static IEnumerable<string> Words(string lines) =>
            lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[..2]));
    }

    [Test]
    public async Task Help_wins_over_faults()
    {
        var (code, _, error) = await Bench.RunAsync("listen", "--jitter", "2", "--help");

        Assert.That((code, error), Is.EqualTo((0, "")));
    }

    [Test]
    public async Task Version_is_the_package_s()
    {
        Assert.That(await Bench.RunAsync("--version"), Is.EqualTo((0, "0.1.0\n", "")));
    }
}
