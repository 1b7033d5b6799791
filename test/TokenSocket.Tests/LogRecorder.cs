using Serilog;
using Serilog.Core;
using Serilog.Events;
using TokenSocket.Secrecy;

namespace TokenSocket.Tests;

/// <summary>Keeps every log event of every level.</summary>
internal sealed class LogRecorder : ILogEventSink
{
    private readonly List<LogEvent> _events = [];

    public LogRecorder() => Logger = new LoggerConfiguration().MinimumLevel.Verbose().WriteTo.Sink(this).CreateLogger();

    public ILogger Logger { get; }

    public IReadOnlyList<LogEvent> Events
    {
        get
        {
            lock (_events)
            {
                return [.. _events];
            }
        }
    }

    /// <summary>The events of a level, as a reader of the log sees them.</summary>
    public IReadOnlyList<string> Lines(LogEventLevel level) => [.. Events
        .Where(one => one.Level == level)
        .Select(one => one.RenderMessage(System.Globalization.CultureInfo.InvariantCulture))];

    /// <summary>Every event of every level with its properties and its exception, as the fullest of sinks would write it.</summary>
    public IReadOnlyList<string> Everything => [.. Events.Select(SecretsSink.TextOf)];

    public void Clear()
    {
        lock (_events)
        {
            _events.Clear();
        }
    }

    public void Emit(LogEvent logEvent)
    {
        SecretsSink.Run.Emit(logEvent);
        lock (_events)
        {
            _events.Add(logEvent);
        }
    }
}
