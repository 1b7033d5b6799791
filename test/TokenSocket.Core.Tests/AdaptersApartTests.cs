using System.Runtime.CompilerServices;

namespace TokenSocket.Core.Tests;

/// <summary>The packages that adapters wrap are not on every feed, so a plain build must do without them.</summary>
public sealed class AdaptersApartTests
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
        File.ReadAllText(file) is var text && Wrapped.Any(name => text.Contains(name, StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<string> Files(params string[] patterns) =>
        from pattern in patterns
        from file in Directory.EnumerateFiles(Root(), pattern, SearchOption.AllDirectories)
        let path = file.Replace('\\', '/')
        where !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/artifacts/", StringComparison.Ordinal)
        select path;

    private static string Folder(string file) => Path.GetRelativePath(Root(), Path.GetDirectoryName(file)!).Replace('\\', '/');

    private static string Root([CallerFilePath] string path = "") => Path.GetFullPath("../..", Path.GetDirectoryName(path)!);
}
