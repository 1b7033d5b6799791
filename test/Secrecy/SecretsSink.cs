using System.Globalization;
using Serilog.Core;
using Serilog.Events;
using TokenSocket.Notices;

namespace TokenSocket.Secrecy;

/// <summary>Takes everything that leaves a client by its own doors, for a scan to look through: its log, its notices, and what it prints.</summary>
internal sealed class SecretsSink(LeakScan scan) : ILogEventSink, IObserver<ConnectionNotice>
{
    /// <summary>The one that every bench shows its client to. <see cref="SecretsWatch"/> fails the run if it finds a secret.</summary>
    public static SecretsSink Run { get; } = new(new LeakScan(RunSecrets.All));

    public LeakScan Scan => scan;

    /// <summary>As the fullest of sinks would write it.</summary>
    public static string TextOf(LogEvent one) => $"{one.RenderMessage(CultureInfo.InvariantCulture)} {string.Join(' ', one.Properties)} {one.Exception}".TrimEnd();

    /// <summary>The services with ears for the notices and for what is dialled. The log goes where the bench has it.</summary>
    public TokenSocketServices Watch(TokenSocketServices services) => services with
    {
        Observers = [.. services.Observers, this],
        TransportFactory = new WatchedTransports(services.TransportFactory, scan),
    };

    public void See(Outlet outlet, string? item) => scan.See(outlet, item);

    public void Emit(LogEvent logEvent) => See(Outlet.Log, TextOf(logEvent));

    public void OnNext(ConnectionNotice value) => See(Outlet.Notice, value.ToString());

    public void OnError(Exception error)
    {
        // A client's notices never end with an error.
    }

    public void OnCompleted()
    {
        // Nothing is told any more.
    }
}
