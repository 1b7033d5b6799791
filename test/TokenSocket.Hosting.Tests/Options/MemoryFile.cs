using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Json;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Primitives;

namespace TokenSocket.Hosting.Tests.Options;

/// <summary>A file of one folder in memory; a save is seen at once, on the saving thread, and what its reader throws is lost, as with a real one.</summary>
internal sealed class MemoryFile(string name, string text) : IFileProvider, IFileInfo
{
    private ConfigurationReloadToken _changed = new();

    public string Text { get; private set; } = text;

    public bool Exists => true;

    public bool IsDirectory => false;

    public DateTimeOffset LastModified => default;

    public long Length => Encoding.UTF8.GetByteCount(Text);

    public string Name => name;

    public string? PhysicalPath => null;

    /// <summary>Makes it a JSON source of a configuration.</summary>
    public JsonConfigurationSource Source => field ??= new JsonConfigurationSource { FileProvider = this, Path = name, ReloadOnChange = true, ReloadDelay = 0 };

    public void Save(string text)
    {
        Text = text;
        try
        {
            Interlocked.Exchange(ref _changed, new()).OnReload();
        }
        catch (AggregateException)
        {
            // The framework calls back from a task that nobody awaits.
        }
    }

    public Stream CreateReadStream() => new MemoryStream(Encoding.UTF8.GetBytes(Text));

    public IFileInfo GetFileInfo(string subpath) => this;

    public IDirectoryContents GetDirectoryContents(string subpath) => NotFoundDirectoryContents.Singleton;

    public IChangeToken Watch(string filter) => _changed;
}
