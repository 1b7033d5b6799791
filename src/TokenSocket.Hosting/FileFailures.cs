using System.Text.Json;
using System.Xml;
using Microsoft.Extensions.Configuration;
using TokenSocket.CloseCodes;

namespace TokenSocket.Hosting;

/// <summary>Tells which files of a configuration could not be read when they changed, until they are read again.</summary>
/// <remarks>
/// When a changed file is malformed the framework empties its provider, asks <see cref="FileConfigurationSource.OnLoadException"/>, and throws
/// on a thread where nobody looks; the reload token does not fire. Without this the bad file would be met with silence, and its values would be
/// gone at the next reload of any other file. What others said there to ignore stays as it is. Thread-safe.
/// </remarks>
internal sealed class FileFailures : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<FileConfigurationSource, FileLoadExceptionContext> _failures = [];
    private readonly FileConfigurationSource[] _sources;
    private readonly Action _failed;

    /// <param name="configuration">Where the files are looked for; others than roots have none.</param>
    /// <param name="failed">Called when a file could not be read, on the thread that read it. Must not throw.</param>
    public FileFailures(IConfiguration configuration, Action failed)
    {
        _failed = failed;
        _sources = [.. SourcesOf(configuration).Distinct()];
        foreach (var source in _sources)
        {
            source.OnLoadException += OnFailure;
        }
    }

    /// <summary>A sentence for each file, with its name and the place in it, and never what stands there.</summary>
    public IReadOnlyList<string> Sentences
    {
        get
        {
            lock (_gate)
            {
                return [.. _failures.Select(static one => SentenceOf(one.Key.Path, one.Value.Exception)).Order(StringComparer.Ordinal)];
            }
        }
    }

    public void Dispose()
    {
        foreach (var source in _sources)
        {
            source.OnLoadException -= OnFailure;
        }
    }

    private static IEnumerable<FileConfigurationSource> SourcesOf(IConfiguration configuration) => configuration is IConfigurationRoot root
        ? root.Providers.SelectMany(static provider => provider switch
        {
            FileConfigurationProvider file => [file.Source],
            ChainedConfigurationProvider chained => SourcesOf(chained.Configuration),
            _ => [],
        })
        : [];

    private void OnFailure(FileLoadExceptionContext context)
    {
        lock (_gate)
        {
            _failures[context.Provider.Source] = context;
        }

        // A failure that someone ignores ends in a reload like any other, of an emptied file; it is the one after that which counts.
        OnceReloaded(context.Provider, () =>
        {
            if (context.Ignore)
            {
                OnceReloaded(context.Provider, () => Forget(context));
            }
            else
            {
                Forget(context);
            }
        });
        _failed();
    }

    private static void OnceReloaded(FileConfigurationProvider provider, Action reloaded) =>
        provider.GetReloadToken().RegisterChangeCallback(static state => ((Action)state!)(), reloaded);

    private void Forget(FileLoadExceptionContext context)
    {
        lock (_gate)
        {
            if (_failures.GetValueOrDefault(context.Provider.Source) == context)
            {
                _failures.Remove(context.Provider.Source);
            }
        }
    }

    /// <summary>The rest of a sentence: which file could not be read, and where it is malformed.</summary>
    public static string SentenceOf(string? file, Exception exception)
    {
        var fault = "is malformed, or has a key twice";
        for (Exception? e = exception; e is not null; e = e.InnerException)
        {
            fault = e switch
            {
                JsonException { LineNumber: { } line, BytePositionInLine: { } position } => $"is malformed at line {line + 1}, byte {position + 1}",
                XmlException { LineNumber: > 0 } xml => $"is malformed at line {xml.LineNumber}, character {xml.LinePosition}",
                IOException or UnauthorizedAccessException => "could not be read to its end",
                _ => fault,
            };
        }

        return $"could not be read: the file '{ServerText.Clean(file)}' {fault}. Mend it and save it again.";
    }
}
