using System.Runtime.CompilerServices;
using System.Text;
using TokenSocket.Dialects;

namespace TokenSocket.Cli.Tests;

/// <summary>What <c>dialects --markdown</c> says of every dialect, so that a change of a verdict shows in review.</summary>
public sealed class ApprovedDialectsTests
{
    private const string Switch = "APPROVE_DIALECTS";

    [Test]
    public async Task Are_what_has_been_approved()
    {
        var file = Path.Combine(Path.GetDirectoryName(ThisFile())!, "approved", "dialects.md");
        var text = new StringBuilder((await Bench.RunAsync("dialects", "--markdown")).Output);
        foreach (var dialect in KnownDialects.All)
        {
            text.Append($"\n## {dialect.Name}\n\n").Append((await Bench.RunAsync("dialects", dialect.Name, "--markdown")).Output);
        }

        var actual = text.ToString().ReplaceLineEndings("\n");
        if (Environment.GetEnvironmentVariable(Switch) == "1")
        {
            await File.WriteAllTextAsync(file, actual);
        }

        Assert.That(
            actual,
            Is.EqualTo((await File.ReadAllTextAsync(file)).ReplaceLineEndings("\n")),
            $"If the change is meant, run the tests with {Switch}=1 in the environment and commit the file with it.");
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
