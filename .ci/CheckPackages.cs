#:property PublishAot=false
// What every package must carry: README, a description of its own, XML docs, symbols, and the exact versions of the others.
using System.IO.Compression;
using System.Xml.Linq;

string[] expected =
[
    "TokenSocket", "TokenSocket.Cli", "TokenSocket.Core", "TokenSocket.DiscordAlerts", "TokenSocket.Gateway", "TokenSocket.Hosting", "TokenSocket.Testing",
];
var folder = args[0];
var faults = new List<string>();
foreach (var id in expected)
{
    var path = Directory.GetFiles(folder, $"{id}.*.nupkg").SingleOrDefault(file => char.IsAsciiDigit(Path.GetFileName(file)[id.Length + 1]));
    if (path is null)
    {
        faults.Add($"{id}: no package in {folder}.");
        continue;
    }

    using var package = ZipFile.OpenRead(path);
    using var nuspec = package.Entries.Single(entry => entry.FullName == $"{id}.nuspec").Open();
    var document = XDocument.Load(nuspec);
    var metadata = document.Root!.Elements().Single(element => element.Name.LocalName == "metadata").Elements()
        .ToDictionary(element => element.Name.LocalName, element => element.Value, StringComparer.Ordinal);
    var ours = document.Descendants().Where(element => element.Name.LocalName == "dependency" && expected.Contains(element.Attribute("id")!.Value));
    Check(ours.All(one => one.Attribute("version")!.Value == $"[{metadata["version"]}]"), "the exact version of a package of ours");
    Check(metadata.GetValueOrDefault("description") is { Length: > 40 }, "a description of its own");
    Check(metadata.GetValueOrDefault("license") == "MIT", "the MIT license");
    Check(metadata.ContainsKey("readme") && package.GetEntry("README.md") is { Length: > 1000 }, "README.md");
    Check(package.Entries.Any(entry => entry.Name == $"{id}.xml"), $"{id}.xml");
    Check(File.Exists(Path.ChangeExtension(path, ".snupkg")), "symbols");

    void Check(bool holds, string what)
    {
        if (!holds)
        {
            faults.Add($"{id}: {what} is missing.");
        }
    }
}

faults.ForEach(Console.Error.WriteLine);
Console.WriteLine($"{expected.Length} packages, {faults.Count} faults");
return faults.Count == 0 ? 0 : 1;
