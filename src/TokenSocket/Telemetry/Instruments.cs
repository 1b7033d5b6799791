using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using TokenSocket.Notices;

namespace TokenSocket.Telemetry;

/// <summary>The instruments of one meter, which all clients with that meter share; each measurement says whose it is.</summary>
internal sealed class Instruments
{
    /// <summary>The name by which a program asks for the metrics and the traces.</summary>
    public const string Name = "TokenSocket";

    public const string ClientTag = "tokensocket.client";
    public const string StatusTag = "tokensocket.status";

    private static readonly Instruments Shared = new(new Meter(Name, Version));
    private static readonly ConditionalWeakTable<IMeterFactory, Instruments> Made = [];
    private static readonly ConnectionStatus[] Statuses = Enum.GetValues<ConnectionStatus>();

    // Weak, for a client that nobody disposed must not live on in a meter.
    private readonly ConditionalWeakTable<ClientMeter, object> _clients = [];

    private Instruments(Meter meter)
    {
        Connects = meter.CreateCounter<long>("tokensocket.connects", "{connection}", "Connections that opened.");
        Disconnects = meter.CreateCounter<long>("tokensocket.disconnects", "{disconnect}", "Connections that ended and attempts that failed, by cause, code and verdict.");
        ReconnectDelay = meter.CreateHistogram<double>("tokensocket.reconnect.delay", "s", "Waits before an attempt, as they were set.");
        OutageLength = meter.CreateHistogram<double>("tokensocket.outage.length", "s", "Outages, from the first failure to a stable connection.");
        MessagesReceived = meter.CreateCounter<long>("tokensocket.messages.received", "{message}", "Messages that arrived.");
        MessagesSent = meter.CreateCounter<long>("tokensocket.messages.sent", "{message}", "Messages that were handed to the socket.");
        BytesReceived = meter.CreateCounter<long>("tokensocket.bytes.received", "By", "Bytes of the messages that arrived.");
        BytesSent = meter.CreateCounter<long>("tokensocket.bytes.sent", "By", "Bytes of the messages that were handed to the socket.");
        SendsDropped = meter.CreateCounter<long>("tokensocket.sends.dropped", "{message}", "Messages that waited to be sent and were dropped.");
        meter.CreateObservableCounter("tokensocket.messages.dropped", ObserveDrops, "{message}", "Messages that arrived while there was neither subscriber nor reader.");
        meter.CreateObservableGauge("tokensocket.status", ObserveStatus, "{client}", "1 for the status in which a client is, 0 for all others.");
    }

    public static string? Version { get; } = typeof(Instruments).Assembly.GetName().Version?.ToString(3);

    public Counter<long> Connects { get; }

    public Counter<long> Disconnects { get; }

    public Histogram<double> ReconnectDelay { get; }

    public Histogram<double> OutageLength { get; }

    public Counter<long> MessagesReceived { get; }

    public Counter<long> MessagesSent { get; }

    public Counter<long> BytesReceived { get; }

    public Counter<long> BytesSent { get; }

    public Counter<long> SendsDropped { get; }

    /// <summary>Those of the factory's meter; without one, those of the process.</summary>
    public static Instruments Of(IMeterFactory? factory) => factory is null
        ? Shared
        : Made.GetValue(factory, static one => new Instruments(one.Create(Name, Version)));

    /// <summary>The client is looked at from now on.</summary>
    public void Add(ClientMeter client) => _clients.TryAdd(client, client);

    /// <summary>The client is gone.</summary>
    public void Remove(ClientMeter client) => _clients.Remove(client);

    private IEnumerable<Measurement<long>> ObserveDrops() =>
        _clients.Select(static entry => new Measurement<long>(entry.Key.DroppedMessages, entry.Key.Client));

    private IEnumerable<Measurement<int>> ObserveStatus() =>
        from entry in _clients
        let now = entry.Key.Status
        from status in Statuses
        select new Measurement<int>(status == now ? 1 : 0, entry.Key.Client, new(StatusTag, status.ToString()));
}
