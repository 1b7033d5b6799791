using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace TokenSocket.Core.Tests;

/// <summary>The packages that adapters wrap are not on every feed, so a plain build must do without them.</summary>
public sealed partial class AdaptersApartTests
{
    private static readonly string[] Wrapped = ["Websocket.Client", "Discord.Net"];

    [Test]
    public void Their_packages_are_named_beside_them_only()
    {
        var namedBy = Files("*.csproj", "*.props", "*.targets").Where(NamesWrapped).Select(Folder).Distinct(StringComparer.Ordinal);

        Assert.That(namedBy, Is.EquivalentTo(["src/adapters", "src/adapters/TokenSocket.DiscordNet", "src/adapters/TokenSocket.WebsocketClient"]));
    }

    [Test]
    public void The_default_solution_has_none_of_them() =>
        Assert.That(File.ReadAllText(Path.Combine(Root(), "TokenSocket.sln")), Does.Not.Contain("adapters"));

    [Test]
    public void The_gate_does_not_touch_them() =>
        Assert.That(File.ReadAllText(Path.Combine(Root(), ".ci", "run")), Does.Not.Contain("adapters"));

    private static bool NamesWrapped(string file) =>
        PackageName().Matches(File.ReadAllText(file)).Any(match => Wrapped.Any(name => match.Groups["name"].Value.StartsWith(name, StringComparison.OrdinalIgnoreCase)));

    private static IEnumerable<string> Files(params string[] patterns) =>
        from pattern in patterns
        from file in Directory.EnumerateFiles(Root(), pattern, SearchOption.AllDirectories)
        where !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/artifacts/", StringComparison.Ordinal)
        select file.Replace('\\', '/');

    private static string Folder(string file) => Path.GetRelativePath(Root(), Path.GetDirectoryName(file)!).Replace('\\', '/');

    private static string Root([CallerFilePath] string path = "") => Path.GetFullPath("../..", Path.GetDirectoryName(path)!);

    [GeneratedRegex("""<Package(Reference|Version) Include="(?<name>[^"]+)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PackageName();
}
