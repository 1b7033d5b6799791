using System.Diagnostics.Metrics;
using System.IO.Pipelines;
using Microsoft.Extensions.DependencyInjection;
using Serilog;
using TokenSocket.Credentials;
using TokenSocket.DiscordAlerts;
using TokenSocket.Notices;
using TokenSocket.Transport;

namespace TokenSocket.Hosting;

/// <summary>What the container has for a client: registered under the client's name, or else for all.</summary>
/// <param name="services">The container.</param>
/// <param name="name">The client's name.</param>
internal sealed class ClientParts(IServiceProvider services, string name)
{
    private static readonly TokenSocketServices Defaults = new();

    private readonly ILogger _log = ContainerLog.Of(services).ForContext("Client", name);
    private readonly IMeterFactory? _meters = services.GetService<IMeterFactory>();
    private readonly PipeScheduler _scheduler = services.GetService<PipeScheduler>() ?? Defaults.Scheduler;

    public HostLog Log => new(_log);

    public TimeProvider Time { get; } = services.GetService<TimeProvider>() ?? TimeProvider.System;

    public ITokenProvider? TokenProvider { get; } = Find<ITokenProvider>(services, name);

    public ConnectionAlerts MakeAlerts() => new(Find<IAlertSender>(services, name)!, name, Time, _log, _meters, _scheduler);

    public TokenSocketServices ToServices(params IReadOnlyList<IObserver<ConnectionNotice>> observers) => Defaults with
    {
        Name = name,
        TokenProvider = TokenProvider,
        ChannelAuthorizer = Find<IChannelAuthorizer>(services, name),
        TransportFactory = Find<ITransportFactory>(services, name) ?? Defaults.TransportFactory,
        Logger = _log,
        TimeProvider = Time,
        Scheduler = _scheduler,
        MeterFactory = _meters,
        Observers = observers,
    };

    private static T? Find<T>(IServiceProvider services, string name)
        where T : class => services.GetKeyedService<T>(name) ?? services.GetService<T>();
}
