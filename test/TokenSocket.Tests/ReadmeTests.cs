using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using TokenSocket.Dialects;

namespace TokenSocket.Tests;

public sealed partial class ReadmeTests
{
    private static readonly string Root = Path.GetFullPath("../..", Path.GetDirectoryName(ThisFile())!);
    private static readonly string Readme = File.ReadAllText(Path.Combine(Root, "README.md"));

    [TestCase("README.md")]
    [TestCase("src/adapters/README.md")]
    public void Every_block_of_code_is_part_of_a_file_that_a_build_compiles(string readme)
    {
        // The adapters have a build of their own.
        string[] compiled =
        [
            .. new[] { "examples", "test", "src/adapters" }
                .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories))
                .Select(file => Unindented(File.ReadAllText(file))),
        ];

        var blocks = CodeBlock().Matches(File.ReadAllText(Path.Combine(Root, readme))).Select(match => Unindented(match.Groups["code"].Value)).ToArray();
        var strangers = blocks.Where(block => !compiled.Any(file => file.Contains(block, StringComparison.Ordinal)));

        Assert.That((blocks.Length > 0, string.Join("\n\n", strangers)), Is.EqualTo((true, "")));
    }

    [Test]
    public void The_verdict_table_has_every_row_of_the_default_dialect_word_for_word()
    {
        var rows = KnownDialects.TokenSocket.Rules.Select(rule => $"{rule.Name} | {rule.Message} |");

        Assert.That(Missing(rows), Is.Empty);
    }

    [Test]
    public void The_verdict_table_says_what_to_do_word_for_word()
    {
        var rows = KnownDialects.TokenSocket.Rules.Select(rule => $"| {rule.Resolution} |");

        Assert.That(Missing(rows), Is.Empty);
    }

    [Test]
    public void Every_option_is_in_the_table()
    {
        var options = typeof(TokenSocketOptions).GetProperties().Where(property => property.CanWrite).Select(property => $"`{property.Name}`");

        Assert.That(Missing(options), Is.Empty);
    }

    [Test]
    public void Every_dialect_is_in_the_table_with_its_waits()
    {
        var rows = Readme.Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal)).ToArray();
        var missing = KnownDialects.All.Where(dialect => !rows.Any(row =>
            row.Contains($"`{dialect.Name}`", StringComparison.Ordinal)
            && row.EndsWith($"| {dialect.InitialReconnectInterval.TotalSeconds} s, {dialect.MaxReconnectInterval.TotalSeconds} s |", StringComparison.Ordinal)));

        Assert.That(string.Join(", ", missing.Select(dialect => $"{dialect.Name} {dialect.InitialReconnectInterval} {dialect.MaxReconnectInterval} {dialect.Token}")), Is.Empty);
    }

    [TestCase("dotnet test")]
    [TestCase("dotnet run --project examples/Quickstart")]
    public void The_gate_runs_what_the_readme_tells_a_newcomer_to_run(string command)
    {
        var gate = File.ReadAllText(Path.Combine(Root, ".ci/run"));

        Assert.That((Readme.Contains(command, StringComparison.Ordinal), gate.Contains(command, StringComparison.Ordinal)), Is.EqualTo((true, true)));
    }

    [Test]
    public void Every_link_within_leads_somewhere()
    {
        var links = Link().Matches(Readme).Select(match => match.Groups["to"].Value).ToArray();
        var dead = links.Where(to => to.StartsWith('#')
            ? !Readme.Contains($"\n## {to[1..].Replace('-', ' ')}\n", StringComparison.OrdinalIgnoreCase)
            : !Path.Exists(Path.Combine(Root, to)));

        Assert.That((links.Length > 5, string.Join(' ', dead)), Is.EqualTo((true, "")));
    }

    private static IEnumerable<string> Missing(IEnumerable<string> texts) => texts.Where(text => !Readme.Contains(text, StringComparison.Ordinal));

    private static string Unindented(string code) => LineStart().Replace(code.ReplaceLineEndings("\n"), "").Trim();

    private static string ThisFile([CallerFilePath] string path = "") => path;

    [GeneratedRegex("```csharp\n(?<code>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CodeBlock();

    [GeneratedRegex("""(\]\(|src=")(?!https?:)(?<to>[^)"]+)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link();

    [GeneratedRegex("^[ \t]+", RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LineStart();
}
