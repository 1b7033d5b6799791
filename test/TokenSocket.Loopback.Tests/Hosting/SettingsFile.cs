using System.Text.Json.Nodes;

namespace TokenSocket.Loopback.Tests.Hosting;

/// <summary>An appsettings.json on disk in a folder of its own, with the section of one client. Gone when disposed.</summary>
internal sealed class SettingsFile : IDisposable
{
    public const string Name = "appsettings.json";

    private readonly Dictionary<string, string> _options = new(StringComparer.OrdinalIgnoreCase);

    public string Folder { get; } = Directory.CreateTempSubdirectory("tokensocket-").FullName;

    /// <summary>Sets options by their keys below the section, and saves all.</summary>
    public void Save(params (string Key, string Value)[] options)
    {
        foreach (var (key, value) in options)
        {
            _options[key] = value;
        }

        Write(Json());
    }

    /// <summary>Saves this instead, in one step as editors do: a save is one change, whatever else the machine is busy with.</summary>
    public void Write(string text)
    {
        var path = Path.Combine(Folder, Name);
        File.WriteAllText(path + ".new", text);
        File.Move(path + ".new", path, overwrite: true);
    }

    /// <summary>The whole file as it ought to be.</summary>
    public string Json()
    {
        var section = new JsonObject();
        foreach (var (key, value) in _options)
        {
            var names = key.Split(':');
            var parent = names[..^1].Aggregate(section, static (above, name) => (JsonObject)(above[name] ??= new JsonObject()));
            parent[names[^1]] = value;
        }

        return new JsonObject { ["TokenSocket"] = section }.ToJsonString(new() { WriteIndented = true });
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
