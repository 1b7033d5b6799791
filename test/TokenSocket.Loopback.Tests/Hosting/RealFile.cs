using System.Collections.Concurrent;
using Microsoft.Extensions.Configuration;
using TokenSocket.Contracts;
using TokenSocket.Hosting;

namespace TokenSocket.Loopback.Tests.Hosting;

/// <summary>A settings file on disk in a folder of its own, and the watch over it.</summary>
internal sealed class RealFile : IDisposable
{
    public const string Name = "appsettings.json";

    private readonly string _folder = Directory.CreateTempSubdirectory("tokensocket-").FullName;
    private readonly ConfigurationManager _configuration = new();
    private readonly ConcurrentQueue<OptionsReading> _readings = new();
    private readonly OptionsWatch _watch;

    public RealFile()
    {
        File.WriteAllText(FilePath, Json(attempts: 1));
        _configuration.SetBasePath(_folder).AddJsonFile(Name, optional: false, reloadOnChange: true);
        var section = _configuration.GetSection("TokenSocket");
        _watch = new OptionsWatch(section, _configuration, () => OptionsReader.Read(section, hasProvider: false), _readings.Enqueue, e => throw e, TimeProvider.System);
    }

    public string FilePath => Path.Combine(_folder, Name);

    public static string Json(int attempts) => $$"""{ "TokenSocket": { "GatewayUrl": "wss://gateway.example/v2", "MaxAttempts": {{attempts}} } }""";

    /// <summary>Waits for a reading of that kind, which may come after others.</summary>
    public async Task<OptionsReading> UntilAsync(Func<OptionsReading, bool> isIt)
    {
        await Eventually.HoldsAsync(() => _readings.Any(isIt));
        return _readings.First(isIt);
    }

    public void Dispose()
    {
        _watch.Dispose();
        _configuration.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
