using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace TokenSocket.Tests.Telemetry;

/// <summary>A meter factory of a test's own, and everything that is measured with its meter.</summary>
internal sealed class MetricRecorder : IMeterFactory
{
    private readonly ConcurrentQueue<(string Name, double Value, IReadOnlyDictionary<string, object?> Tags)> _all = new();
    private readonly MeterListener _listener = new();

    public MetricRecorder()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Scope == this)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.Start();
    }

    public IReadOnlyList<(string Name, double Value, IReadOnlyDictionary<string, object?> Tags)> All => [.. _all];

    public Meter Create(MeterOptions options)
    {
        options.Scope = this;
        return new Meter(options);
    }

    public IEnumerable<double> ValuesOf(string name) => _all.Where(one => one.Name == name).Select(one => one.Value);

    /// <summary>Asks for what is only looked at on demand.</summary>
    public IReadOnlyList<(string Name, double Value, IReadOnlyDictionary<string, object?> Tags)> Collect()
    {
        _all.Clear();
        _listener.RecordObservableInstruments();
        return All;
    }

    public void Dispose() => _listener.Dispose();

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _all.Enqueue((instrument.Name, value, new Dictionary<string, object?>(tags.ToArray(), StringComparer.Ordinal)));
}
