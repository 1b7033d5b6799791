using System.Runtime.CompilerServices;

namespace TokenSocket.Core.Tests;

/// <summary>Folders import downwards and projects reference one way. A new line in one of these maps is a commit of its own, with the reason.</summary>
public sealed class LayeringTests
{
    /// <summary>What each folder may lean on, besides itself.</summary>
    private static readonly Dictionary<string, string[]> Imports = new(StringComparer.Ordinal)
    {
        ["TokenSocket.Core/CloseCodes"] = [],
        ["TokenSocket.Core/Credentials"] = [],
        ["TokenSocket.Core/Reconnecting"] = [],
        ["TokenSocket.Core/Framing"] = [],
        ["TokenSocket.Core/Dialects"] = ["CloseCodes"],
        ["TokenSocket.Core/Notices"] = ["CloseCodes"],
        ["TokenSocket.Core/Protocols"] = ["CloseCodes"],
        ["TokenSocket.Core/Machine"] = ["CloseCodes", "Reconnecting", "Notices", "Credentials"],
        ["TokenSocket/Messages"] = ["Protocols"],
        ["TokenSocket/Timing"] = [],
        ["TokenSocket/Credentials"] = ["CloseCodes", "Reconnecting", "Timing"],
        ["TokenSocket/Transport"] = ["CloseCodes", "Credentials", "Framing", "Messages", "Reconnecting"],
        ["TokenSocket/Running"] = ["Machine", "Notices", "Transport", "Protocols", "Credentials", "CloseCodes", "Messages", "Telemetry", "Timing"],
        ["TokenSocket/Logging"] = ["Notices", "CloseCodes"],
        ["TokenSocket/Telemetry"] = ["Notices", "CloseCodes"],
        ["TokenSocket/" + Layering.Root] =
        [
            "CloseCodes", "Credentials", "Dialects", "Framing", "Logging", "Machine", "Messages", "Notices",
            "Protocols", "Reconnecting", "Running", "Telemetry", "Transport",
        ],
    };

    /// <summary>What each project may reference.</summary>
    private static readonly Dictionary<string, string[]> References = new(StringComparer.Ordinal)
    {
        ["TokenSocket.Core"] = [],
        ["TokenSocket"] = ["TokenSocket.Core"],
        ["TokenSocket.DiscordAlerts"] = ["TokenSocket.Core"],
        ["TokenSocket.Gateway"] = ["TokenSocket.Core"],
        ["TokenSocket.Hosting"] = ["TokenSocket", "TokenSocket.DiscordAlerts"],
        ["TokenSocket.Testing"] = ["TokenSocket"],
        ["TokenSocket.Cli"] = ["TokenSocket", "TokenSocket.Hosting", "TokenSocket.Gateway"],
        ["TokenSocket.WebsocketClient"] = ["TokenSocket"],
        ["TokenSocket.DiscordNet"] = ["TokenSocket.DiscordAlerts"],
        ["TokenSocket.Adapters.Tests"] = ["TokenSocket.Contracts", "TokenSocket.WebsocketClient", "TokenSocket.DiscordNet", "TokenSocket.Hosting", "TokenSocket.Gateway", "TokenSocket.Testing"],
    };

    private static readonly HashSet<string> Folders = [.. Imports.Keys.Select(key => key.Split('/')[1]).Where(folder => folder != Layering.Root)];

    [Test]
    public void Every_folder_of_core_and_client_has_its_place_in_the_map() =>
        Assert.That(Sources().Where(IsLayered).Select(source => source.Place).Except(Imports.Keys, StringComparer.Ordinal), Is.Empty);

    [Test]
    public void No_folder_leans_on_one_above_it()
    {
        var rootTypes = RootTypes();

        var upwards =
            from source in Sources().Where(IsLayered)
            from import in Layering.Imports(source.Text, Folders, rootTypes)
            where import != source.Folder && !Imports.GetValueOrDefault(source.Place, []).Contains(import)
            select $"{source.File} leans on {import}";

        Assert.That(upwards, Is.Empty);
    }

    [Test]
    public void Folders_of_the_map_form_no_circle() =>
        Assert.That(Imports.Keys.Where(place => Below(place).Contains(place, StringComparer.Ordinal)), Is.Empty);

    [Test]
    public void Namespaces_are_folders()
    {
        var others =
            from source in Sources()
            where Layering.NamespaceOf(source.Text) is { } name && name != source.Namespace
            select $"{source.File} is in {Layering.NamespaceOf(source.Text)}, not in {source.Namespace}";

        Assert.That(others, Is.Empty);
    }

    [Test]
    public void No_project_references_one_above_it()
    {
        var upwards =
            from project in Projects()
            from reference in Layering.ProjectReferencesIn(project.Text)
            where !References.GetValueOrDefault(project.Name, []).Contains(reference)
            select $"{project.Name} references {reference}";

        Assert.That(upwards, Is.Empty);
    }

    [Test]
    public void Every_project_has_its_place_in_the_map() =>
        Assert.That(Projects().Select(project => project.Name).Except(References.Keys, StringComparer.Ordinal), Is.Empty);

    [Test]
    public void The_core_has_no_packages_but_an_analyzer() =>
        Assert.That(
            Layering.PackagesIn(Projects().Single(project => project.Name == "TokenSocket.Core").Text),
            Is.EqualTo(["Microsoft.CodeAnalysis.BannedApiAnalyzers"]));

    [Test]
    public void There_are_sources_to_look_at() =>
        Assert.That(Sources().Count(IsLayered), Is.GreaterThan(30));

    private static HashSet<string> Below(string place)
    {
        var below = new HashSet<string>(StringComparer.Ordinal);
        var ahead = new Stack<string>([place]);
        while (ahead.TryPop(out var next))
        {
            foreach (var lower in Imports.Keys.Where(key => Imports[next].Contains(key.Split('/')[1], StringComparer.Ordinal) && below.Add(key)))
            {
                ahead.Push(lower);
            }
        }

        return below;
    }

    /// <summary>The exceptions of the front door are left out: whoever finds the caller's mistake throws them.</summary>
    private static HashSet<string> RootTypes() =>
    [
        .. from source in Sources()
           where source.Place == "TokenSocket/" + Layering.Root
           from type in Layering.TypesIn(source.Text)
           where !type.EndsWith("Exception", StringComparison.Ordinal)
           select type,
    ];

    private static bool IsLayered(Source source) => source.Project is "TokenSocket.Core" or "TokenSocket";

    private static IEnumerable<Source> Sources() =>
        from file in Directory.EnumerateFiles(SourceRoot(), "*.cs", SearchOption.AllDirectories)
        let path = Path.GetRelativePath(SourceRoot(), file).Replace('\\', '/').Replace("adapters/", "", StringComparison.Ordinal)
        where !path.Contains("/bin/", StringComparison.Ordinal) && !path.Contains("/obj/", StringComparison.Ordinal)
        select new Source(path, File.ReadAllText(file));

    private static IEnumerable<(string Name, string Text)> Projects() =>
        from file in Directory.EnumerateFiles(SourceRoot(), "*.csproj", SearchOption.AllDirectories)
        select (Path.GetFileNameWithoutExtension(file), File.ReadAllText(file));

    private static string SourceRoot([CallerFilePath] string path = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "..", "..", "src"));

    private sealed record Source(string File, string Text)
    {
        public string Project => File.Split('/')[0];

        public string Folder => File.Split('/')[1..^1] is [var first, ..] ? first : Layering.Root;

        public string Place => $"{Project}/{Folder}";

        public string Namespace => string.Join('.', [Project == "TokenSocket.Core" ? "TokenSocket" : Project, .. File.Split('/')[1..^1]]);
    }
}
