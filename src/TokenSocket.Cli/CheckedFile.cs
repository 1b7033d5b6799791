using Microsoft.Extensions.Configuration;
using TokenSocket.CloseCodes;
using TokenSocket.Hosting;

namespace TokenSocket.Cli;

/// <summary>A file of settings as a host reads it: the environment's variables go over it.</summary>
/// <param name="Section">The section; null where the file is malformed.</param>
/// <param name="Fault">Why there is none, a sentence.</param>
internal sealed record CheckedFile(IConfigurationSection? Section, string? Fault)
{
    /// <summary>Reads a file that exists.</summary>
    /// <param name="path">The whole path.</param>
    /// <param name="section">The name of the section.</param>
    /// <param name="variables">The environment's variables; two underscores stand for a colon.</param>
    public static CheckedFile Read(string path, string section, IEnumerable<KeyValuePair<string, string?>> variables)
    {
        try
        {
            var configuration = new ConfigurationBuilder()
                .AddJsonFile(path, optional: false, reloadOnChange: false)
                .AddInMemoryCollection(variables.Select(one => KeyValuePair.Create(one.Key.Replace("__", ConfigurationPath.KeyDelimiter, StringComparison.Ordinal), one.Value)))
                .Build();
            return new CheckedFile(configuration.GetSection(section), null);
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return new CheckedFile(null, $"{ServerText.Clean(section)} {FileFailures.SentenceOf(Path.GetFileName(path), e)}");
        }
    }
}
