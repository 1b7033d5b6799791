namespace TokenSocket.Cli.Tests;

/// <summary>What a shell is told when it asks how a command line may go on.</summary>
internal sealed class SuggestTests
{
    [TestCase("[suggest:3]", "lis", "listen")]
    [TestCase("[suggest]", "lis", "listen")]
    [TestCase("[suggest:999]", "lis", "listen")]
    [TestCase("[suggest:9]", "dialects ", "obs-websocket")]
    [TestCase("[suggest:23]", "explain 4003 --dialect ", "phoenix")]
    [TestCase("[suggest:26]", "explain 4003 --dialect lsp", "lsports")]
    [TestCase("[suggest:28]", "listen wss://h --dialect nak", "nakama")]
    [TestCase("[suggest:13]", "dialects wire", "wiresocket")]
    [TestCase("[suggest:28]", "listen wss://h --token-in qu", "query")]
    [TestCase("[suggest:10]", "listen --em", "--emit")]
    [TestCase("[suggest:11]", "listen --sub", "--subscribe")]
    [TestCase("[suggest:12]", "listen --red", "--redirect-host")]
    public async Task Answers_with_what_fits(string directive, string line, string word)
    {
        var (code, output, error) = await Bench.RunAsync(directive, line);

        Assert.That((code, error), Is.EqualTo((0, "")));
        Assert.That(output.Split('\n', StringSplitOptions.RemoveEmptyEntries), Contains.Item(word).And.None.Contains("secret"));
    }

    [Test]
    public async Task Answers_with_every_command_where_nothing_is_written([Values(new[] { "[suggest:0]", "" }, new[] { "[suggest]" })] string[] args)
    {
        var (code, output, _) = await Bench.RunAsync(args);

        Assert.That(code, Is.Zero);
        Assert.That(output.Split('\n'), Is.SupersetOf((string[])["listen", "explain", "dialects", "check"]));
    }

    [Test]
    public async Task Never_repeats_a_token()
    {
        var (code, output, _) = await Bench.RunAsync("[suggest:34]", "listen wss://h --token the-secret --");

        Assert.That((code, output), Is.EqualTo((0, output.Replace("the-secret", "", StringComparison.Ordinal))));
    }

    [Test]
    public async Task Position_is_a_number([Values("x", "-1", "99999999999")] string position)
    {
        Assert.That(
            await Bench.FaultsOfAsync($"[suggest:{position}]", "lis"),
            Is.EqualTo([$"[suggest] must be followed by a position, as in [suggest:3]; it is '{position}'."]));
    }

    [Test]
    public async Task Diagram_is_none_for_it_would_print_a_token()
    {
        var (code, output, _) = await Bench.RunAsync("[diagram]", "listen", "--token", "the-secret");

        Assert.That((code, output), Is.EqualTo((64, "")));
    }
}
