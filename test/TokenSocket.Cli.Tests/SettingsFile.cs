namespace TokenSocket.Cli.Tests;

/// <summary>A folder with an appsettings.json of its own.</summary>
internal sealed class SettingsFile : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tokensocket-check-");

    public SettingsFile(string text) => File.WriteAllText(Path, text);

    public string Folder => _folder.FullName;

    public string Path => System.IO.Path.Combine(Folder, "appsettings.json");

    public void Dispose() => _folder.Delete(recursive: true);
}
