using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using TokenSocket.Hosting.Tests.Options;

namespace TokenSocket.Hosting.Tests;

public sealed partial class ReadmeTests
{
    private static readonly string Root = Path.GetFullPath("../..", Path.GetDirectoryName(ThisFile())!);
    private static readonly string Readme = File.ReadAllText(Path.Combine(Root, "README.md"));

    private static IEnumerable<string> Settings =>
        Json().Matches(Readme).Select(match => match.Groups["json"].Value).Where(json => json.Contains("\"GatewayUrl\"", StringComparison.Ordinal));

    [TestCaseSource(nameof(Settings))]
    public void Its_settings_are_good(string settings) =>
        Assert.That(Section.File(settings).Read().Faults, Is.Empty);

    [Test]
    public void The_settings_of_the_bot_are_good() =>
        Assert.That(Section.File(File.ReadAllText(Path.Combine(Root, "examples/BotService/appsettings.json"))).Read().Faults, Is.Empty);

    [Test]
    public void Every_key_of_the_section_is_in_the_table()
    {
        var missing = OptionKeys.All
            .Select(key => key.Path.Split(':') is ["Discord", var name, ..] ? $"Discord:{name}" : key.Path.Split(':')[0])
            .Where(key => !Readme.Contains($"`{key}`", StringComparison.Ordinal));

        Assert.That(missing, Is.Empty);
    }

    [Test]
    public async Task Every_metric_is_named()
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Name == "TokenSocket")
                {
                    names.Add(instrument.Name["tokensocket".Length..]);
                }
            },
        };
        listener.Start();
        using var bench = await HostBench.StableAsync();

        Assert.That((names.Count > 8, string.Join(' ', names.Where(name => !Readme.Contains($"{name}`", StringComparison.Ordinal)))), Is.EqualTo((true, "")));
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;

    [GeneratedRegex("```json\n(?<json>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Json();
}
