using System.Reactive;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TokenSocket.DiscordAlerts;
using TokenSocket.Notices;

namespace TokenSocket.Hosting;

/// <summary>A client with what a host adds to it: options that follow their section, alerts, handlers, and the end of the process.</summary>
internal sealed class HostedClient : IAsyncDisposable, IDisposable
{
    // For the goodbye, the last notices and the last alerts together, beside CloseTimeout.
    private static readonly TimeSpan ShutdownMargin = TimeSpan.FromSeconds(3.5);

    private readonly IHostApplicationLifetime? _lifetime;
    private readonly TimeProvider _time;
    private readonly ConnectionAlerts _alerts;
    private readonly HandlerPump _pump;
    private readonly OptionsWatch _watch;
    private volatile OptionsReading _reading;
    private volatile LastEnd? _lastEnd;
    private OptionsReading? _refused;
    private bool _started;

    /// <exception cref="OptionsException">The options do not validate; it lists every fault.</exception>
    public HostedClient(ClientRegistration registration, IServiceProvider services)
    {
        var parts = new ClientParts(services, registration.Name);
        _lifetime = services.GetService<IHostApplicationLifetime>();
        _time = parts.Time;
        _reading = Read();
        if (_reading.Faults.Count > 0)
        {
            throw new OptionsException(_reading.Faults);
        }

        _alerts = parts.MakeAlerts();
        TellAlerts();
        Client = new TokenSocketClient(_reading.Client, parts.ToServices(Observer.Create<ConnectionNotice>(Note), _alerts));
        _pump = new HandlerPump(Client, registration.Handlers, services.GetRequiredService<IServiceScopeFactory>(), parts.Log);
        _watch = new OptionsWatch(registration.Section, registration.RootIn(services), Read, Follow, parts.Log.WriteReloadFailure, _time);

        // What changed before the watch began would be missed.
        _watch.ReadSoon();

        OptionsReading Read() => OptionsReader.Read(registration.Section, parts.TokenProvider is not null, registration.Change);
    }

    public TokenSocketClient Client { get; }

    /// <summary>Why it was last disconnected or stopped for good; null as long as it was not.</summary>
    public LastEnd? LastEnd => Client.StopReason is { Kind: not StopKind.Requested } reason ? LastEnd.Of(reason) : _lastEnd;

    /// <exception cref="InvalidOperationException">There are handlers, and another loop reads the messages.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _pump.StartAsync().ConfigureAwait(false);
        await Client.StartAsync(cancellationToken).ConfigureAwait(false);
        _started = true;
    }

    /// <summary>Says goodbye, and sees to it that the last alert goes out. Takes <c>CloseTimeout</c> and four seconds at most.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(_reading.Client.CloseTimeout + ShutdownMargin, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        _watch.Dispose();
        _pump.Stop();
        try
        {
            await Client.StopAsync(either.Token).ConfigureAwait(false);
            await (_started ? Client.Completion : Task.CompletedTask).WaitAsync(either.Token).ConfigureAwait(false);
            await _alerts.FlushAsync(either.Token).ConfigureAwait(false);
            await _pump.Completion.WaitAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // What is not done by now goes down with the process.
        }

        _alerts.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        _watch.Dispose();
        _pump.Stop();
        await Client.DisposeAsync().ConfigureAwait(false);

        // The last notices are on their way to the alerts until then.
        await Client.Completion.ConfigureAwait(false);
        await _alerts.DisposeAsync().ConfigureAwait(false);
        _pump.Dispose();
    }

    /// <summary>For a container that is disposed without waiting: as above, and nobody waits.</summary>
    public void Dispose() => _ = DisposeAsync().AsTask();

    private void Note(ConnectionNotice notice)
    {
        _lastEnd = LastEnd.After(_lastEnd, notice);
        if (notice is Stopped { Reason.Kind: not StopKind.Requested } && _reading.StopHostWhenStopped && _lifetime is not null)
        {
            // A new token in the file must not revive what goes down.
            _watch.Dispose();
            Environment.ExitCode = 1;
            _lifetime.StopApplication();
        }
    }

    private void Follow(OptionsReading reading)
    {
        var refused = _refused;
        _refused = reading.Faults.Count > 0 ? reading : null;
        if (reading.Faults.Count > 0)
        {
            // One save may be read twice.
            if (refused is null || !refused.Faults.SequenceEqual(reading.Faults, StringComparer.Ordinal))
            {
                Client.Tell(new OptionsRefused(reading.Faults));
            }

            return;
        }

        // Where a refusal was told, so is its end.
        if (reading == _reading && refused is null)
        {
            return;
        }

        var isOnlyOurs = reading.Client.IsLike(_reading.Client);
        _reading = reading;
        TellAlerts();
        if (isOnlyOurs)
        {
            Client.Tell(new OptionsReloaded());
        }
        else
        {
            Client.UpdateOptions(reading.Client);
        }
    }

    private void TellAlerts() => _alerts.Update(_reading.Discord, _reading.Client.VerboseLogging, _reading.Client.GatewayUrl?.ToString());
}
