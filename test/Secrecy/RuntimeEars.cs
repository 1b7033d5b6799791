using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Reflection;
using System.Runtime.ExceptionServices;

namespace TokenSocket.Secrecy;

/// <summary>Shows a scan what the process tells to whoever listens: the tags of metrics, the spans, and the exceptions that the library throws.</summary>
/// <remarks>The servers that stand in are in this process too; what ASP.NET Core tells of them is no client's, and not listened to.</remarks>
internal sealed class RuntimeEars : IDisposable
{
    private readonly MeterListener _meters = new();
    private readonly ActivityListener _spans;
    private readonly LeakScan _scan;

    public RuntimeEars(LeakScan scan)
    {
        _scan = scan;
        _meters.InstrumentPublished = static (instrument, listener) =>
        {
            if (IsOfClients(instrument.Meter.Name))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _meters.SetMeasurementEventCallback<int>((_, _, tags, _) => See(tags));
        _meters.SetMeasurementEventCallback<long>((_, _, tags, _) => See(tags));
        _meters.SetMeasurementEventCallback<double>((_, _, tags, _) => See(tags));
        _meters.Start();
        _spans = new ActivityListener
        {
            ShouldListenTo = static source => IsOfClients(source.Name),
            Sample = static (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span => _scan.See(Outlet.Span, TextOf(span)),
        };
        ActivitySource.AddActivityListener(_spans);
        AppDomain.CurrentDomain.FirstChanceException += See;
    }

    /// <summary>Looks at the metrics that are told on demand.</summary>
    public void Collect() => _meters.RecordObservableInstruments();

    public void Dispose()
    {
        AppDomain.CurrentDomain.FirstChanceException -= See;
        _spans.Dispose();
        _meters.Dispose();
    }

    private static bool IsOfClients(string name) =>
        name.StartsWith("TokenSocket", StringComparison.Ordinal)
        || name.StartsWith("System.Net", StringComparison.Ordinal)
        || name.StartsWith("Experimental.System.Net", StringComparison.Ordinal);

    private static string TextOf(Activity span) => string.Join(
        ' ',
        [span.DisplayName, span.StatusDescription, .. span.TagObjects, .. span.Events.Select(static one => $"{one.Name} {string.Join(' ', one.Tags)}"), .. span.Baggage]);

    private static bool IsOurs(Assembly? assembly) =>
        assembly?.GetName().Name is { } name && name.StartsWith("TokenSocket", StringComparison.Ordinal) && !name.EndsWith(".Tests", StringComparison.Ordinal);

    private static IEnumerable<string> Messages(Exception e) => e.InnerException is { } inner ? Messages(inner).Prepend(e.Message) : [e.Message];

    private void See(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach (var tag in tags)
        {
            _scan.See(Outlet.Metric, tag.Value?.ToString());
        }
    }

    private void See(object? sender, FirstChanceExceptionEventArgs thrown)
    {
        var text = string.Join(' ', Messages(thrown.Exception));

        // A test may throw what it likes, of whatever type: a provider that quotes the token is what many are about.
        if (IsOurs(thrown.Exception.GetType().Assembly) && (!_scan.Holds(text) || IsOurs(ThrowerOf(thrown.Exception))))
        {
            _scan.See(Outlet.Exception, text);
        }
    }

    private static Assembly? ThrowerOf(Exception e) => new StackTrace(e).GetFrame(0)?.GetMethod()?.Module.Assembly;
}
