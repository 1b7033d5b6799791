using System.Diagnostics.Metrics;
using System.IO.Pipelines;
using Serilog;
using TokenSocket.Credentials;
using TokenSocket.Notices;
using TokenSocket.Protocols;
using TokenSocket.Transport;

namespace TokenSocket;

/// <summary>What a client stands on besides its options. Everything has a default; a test replaces the clock, the chance and the transport.</summary>
public sealed record TokenSocketServices
{
    /// <summary>Where tokens come from.</summary>
    /// <value>The default is the options' <c>Token</c> or <c>TokenFile</c>, which are not to be set beside a provider.</value>
    public ITokenProvider? TokenProvider { get; init; }

    /// <summary>Signs private and presence channels, where the dialect speaks the Pusher protocol.</summary>
    /// <value>The default is none: such subscriptions are refused. <see cref="PusherSigner"/> signs with a key and its secret.</value>
    public IChannelAuthorizer? ChannelAuthorizer { get; init; }

    /// <summary>Tells the clients of a program apart in metrics and traces.</summary>
    /// <value>The default is <c>TokenSocket</c>.</value>
    public string Name { get; init; } = "TokenSocket";

    /// <summary>Where connections come from.</summary>
    /// <value>The default dials with <see cref="System.Net.WebSockets.ClientWebSocket"/>.</value>
    public ITransportFactory TransportFactory { get; init; } = new ClientWebSocketTransportFactory();

    /// <summary>Where the log goes.</summary>
    /// <value>The default is Serilog's <see cref="Log.Logger"/> as it is when the client is made.</value>
    public ILogger? Logger { get; init; }

    /// <summary>
    /// Told of every notice as it happens: after the log, ahead of subscribers, and also while the program is behind with its
    /// messages, which holds a Connected back from <see cref="TokenSocketClient.Notices"/>. For alerts and records.
    /// </summary>
    /// <remarks>Called one at a time and in order; one that throws is logged. One that does not return holds up the log.</remarks>
    public IReadOnlyList<IObserver<ConnectionNotice>> Observers { get; init; } = [];

    /// <summary>Makes the meter <c>TokenSocket</c>.</summary>
    /// <value>The default is one meter for the whole process.</value>
    public IMeterFactory? MeterFactory { get; init; }

    /// <summary>The clock: time of day, waits and timeouts.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Where subscribers and token providers are called.</summary>
    /// <value>The default is the thread pool. <see cref="PipeScheduler.Inline"/> makes a test synchronous.</value>
    public PipeScheduler Scheduler { get; init; } = PipeScheduler.ThreadPool;

    /// <summary>The session that is lived inside each connection, in place of the dialect's; for tests of what a session may do.</summary>
    internal Func<SessionProtocol>? NewSession { get; init; }

    /// <summary>Carries the questions of discovery, in place of one that the options make; for tests. Not disposed.</summary>
    internal HttpMessageHandler? DiscoveryHandler { get; init; }

    /// <summary>Chance for jitter, from 0 up to but not including 1; called from any thread.</summary>
    public Func<double> Dice { get; init; } = Random.Shared.NextDouble;
}
