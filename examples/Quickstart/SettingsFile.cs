using System.Text.RegularExpressions;

namespace Quickstart;

/// <summary>An <c>appsettings.json</c> in a folder of its own, which goes with it. What is changed is shown as it then stands there.</summary>
internal sealed partial class SettingsFile : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tokensocket-quickstart-");
    private string _text;

    public SettingsFile(string text)
    {
        _text = text;
        Save();
    }

    public string FullPath => Path.Combine(_folder.FullName, "appsettings.json");

    /// <summary>Shows the line that has this in it.</summary>
    public void Show(string part) => Show("says", part);

    /// <summary>Saves the file with something else in the place of what stands there once.</summary>
    public void Change(params (string From, string To)[] changes)
    {
        foreach (var (from, to) in changes)
        {
            _text = _text.Split(from) is [var before, var after]
                ? before + to + after
                : throw new InvalidOperationException("What is to be changed must stand in the file once.");
            Show("now says", to);
        }

        Save();
    }

    public void Dispose() => _folder.Delete(recursive: true);

    // As an editor does that is afraid of a power cut: the file is never half written.
    private void Save()
    {
        var draft = FullPath + ".new";
        File.WriteAllText(draft, _text);
        File.Move(draft, FullPath, overwrite: true);
    }

    private void Show(string says, string part)
    {
        var line = _text.Split('\n').Single(line => line.Contains(part, StringComparison.Ordinal));
        Screen.Act("file", says, Secret().Replace(line, "***").Trim().TrimEnd(','));
    }

    [GeneratedRegex("""(?<=^\s*"(Token|WebhookUrl)": ")[^"]+""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Secret();
}
