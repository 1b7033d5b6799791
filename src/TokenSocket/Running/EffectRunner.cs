using System.IO.Pipelines;
using TokenSocket.CloseCodes;
using TokenSocket.Credentials;
using TokenSocket.Machine;
using TokenSocket.Messages;
using TokenSocket.Running.Sessions;
using TokenSocket.Transport;

namespace TokenSocket.Running;

/// <summary>
/// Carries out the machine's orders. <see cref="Run"/> is called from inside the mailbox and only starts things; whatever could
/// run foreign code or touch the network is deferred until the mailbox has let go, and ends in one posted event.
/// </summary>
/// <param name="tokens">Where tokens come from.</param>
/// <param name="transports">Where connections come from.</param>
/// <param name="time">The clock.</param>
/// <param name="discovery">What carries the questions of discovery; null for what the options make.</param>
/// <param name="scheduler">Where the provider is asked.</param>
/// <param name="live">What open connections stand on.</param>
/// <param name="loop">Where events go.</param>
internal sealed class EffectRunner(
    ITokenProvider tokens,
    ITransportFactory transports,
    HttpMessageHandler? discovery,
    TimeProvider time,
    PipeScheduler scheduler,
    LiveParts live,
    IEventSink loop)
{
    private const string DueAtOnce = "The token provider gave a token that is due to be renewed at once; check when it says that it ends, and this machine's clock.";

    private readonly TimerSet _timers = new(time, loop.Post);
    private readonly TokenAsker _asker = new(tokens, scheduler, time);
    private readonly AddressFinder _finder = new(discovery, loop);
    private volatile AttemptSettings? _settings;
    private Attempt? _attempt;

    /// <summary>Holds for the next attempt.</summary>
    public void Configure(AttemptSettings settings) => _settings = settings;

    public void Run(ConnectionEffect effect)
    {
        switch (effect)
        {
            case ConnectionEffect.FetchToken e:
                FetchToken(e);
                break;
            case ConnectionEffect.RenewToken:
                RenewToken();
                break;
            case ConnectionEffect.PresentToken:
                PresentToken();
                break;
            case ConnectionEffect.RepeatTokenChange:
                loop.Post(new ConnectionEvent.TokenChanged());
                break;
            case ConnectionEffect.OpenConnection e:
                OpenConnection(e);
                break;
            case ConnectionEffect.CloseConnection e:
                CloseConnection(e);
                break;
            case ConnectionEffect.AbortAttempt:
                AbortAttempt();
                break;
            case ConnectionEffect.StartTimer e:
                _timers.Start(e.Timer, e.Epoch, e.After);
                break;
            case ConnectionEffect.StopTimer e:
                _timers.Stop(e.Timer);
                break;
            case ConnectionEffect.Announce e:
                // Only now: the machine reads an address out of a redirect's reason, and that may have the same query, or end like a token begins.
                loop.Announce(_attempt?.Mask(e.Notice) ?? e.Notice);
                break;
        }
    }

    private void FetchToken(ConnectionEffect.FetchToken e)
    {
        var attempt = new Attempt(e.Epoch, _attempt) { IsRedirected = e.Why == TokenReason.Redirected };
        _attempt = attempt;
        loop.Defer(() => _ = FetchTokenAsync(attempt, e.Why));
    }

    private void OpenConnection(ConnectionEffect.OpenConnection e)
    {
        var attempt = _attempt!;
        attempt.Address = e.Address;
        attempt.Present();
        loop.Defer(() => _ = LiveAsync(attempt, e.Address));
    }

    private void CloseConnection(ConnectionEffect.CloseConnection e)
    {
        _attempt?.Finish();
        if (_attempt?.Transport is { } transport)
        {
            loop.Defer(() =>
            {
                live.Outgoing.Detach(transport);
                _ = CloseAsync(transport, e.Code);
            });
        }
    }

    private void AbortAttempt()
    {
        if (_attempt is { } attempt)
        {
            loop.Defer(attempt.Abort);
        }
    }

    private void RenewToken()
    {
        var attempt = _attempt!;
        loop.Defer(() => _ = RenewTokenAsync(attempt));
    }

    private void PresentToken()
    {
        var attempt = _attempt!;
        loop.Defer(() => _ = PresentTokenAsync(attempt));
    }

    private async Task FetchTokenAsync(Attempt attempt, TokenReason why)
    {
        var rejected = why == TokenReason.Rejected ? attempt.Presented : null;
        var answer = await _asker.AskAsync(new TokenRequest(why, rejected), attempt.Token, _settings!, attempt.GivenUp).ConfigureAwait(false);
        if (answer.Fault is not null && attempt.Token is { } unused && unused != attempt.Presented)
        {
            // It was renewed ahead of the end of the one before, and the server has not seen it yet.
            answer = new TokenAnswer(unused);
        }

        if (answer.Fault is not null)
        {
            loop.Post(new ConnectionEvent.TokenFailed(attempt.Epoch, answer.Fault, answer.Permanent, answer.RetryAfter));
            return;
        }

        attempt.Take(answer.Token);
        var isRejectedOne = why == TokenReason.Rejected && answer.Token == rejected;
        loop.Post(new ConnectionEvent.TokenReady(attempt.Epoch, isRejectedOne, _asker.RefreshAfter(answer.Token)));
    }

    private async Task RenewTokenAsync(Attempt attempt)
    {
        var answer = await _asker.AskAsync(new TokenRequest(TokenReason.Expiring), attempt.Token, _settings!, attempt.Over).ConfigureAwait(false);
        if (attempt.Over.IsCancellationRequested)
        {
            // The next attempt asks by itself.
            return;
        }

        if (answer.Fault is not null || answer.Token is null || answer.Token == attempt.Token)
        {
            loop.Post(new ConnectionEvent.TokenNotRenewed(attempt.Epoch, answer.Fault, answer.Permanent, answer.RetryAfter ?? _asker.RefreshAfter(answer.Token)));
            return;
        }

        if (attempt.Settings is { TokenMessage: not null } settings && !settings.MaySendTo(attempt.Address!))
        {
            loop.Post(new ConnectionEvent.TokenNotRenewed(attempt.Epoch, TokenPlacer.InsecureAddress, Permanent: true));
            return;
        }

        attempt.Take(answer.Token);
        var refreshAfter = _asker.RefreshAfter(answer.Token);
        loop.Post(refreshAfter > TimeSpan.Zero || refreshAfter is null
            ? new ConnectionEvent.TokenRenewed(attempt.Epoch, refreshAfter)
            : new ConnectionEvent.TokenNotRenewed(attempt.Epoch, DueAtOnce));
    }

    private async Task PresentTokenAsync(Attempt attempt)
    {
        attempt.Present();
        if (attempt.Transport is not { } transport)
        {
            return;
        }

        try
        {
            var message = InBandToken.Write(attempt.Settings!.TokenMessage!, attempt.Token!);
            await live.Outgoing.SendOnAsync(transport, MessageKind.Text, message, attempt.Over).ConfigureAwait(false);
        }
        catch (Exception e) when (e is NotConnectedException or OperationCanceledException)
        {
            // The connection is gone, and the next one is opened with this token.
        }
    }

    private async Task LiveAsync(Attempt attempt, Uri address)
    {
        DisconnectInfo end;
        try
        {
            // At most one open socket, whatever happened to the one before.
            await attempt.Clear.WaitAsync(attempt.GivenUp).ConfigureAwait(false);
            attempt.GivenUp.ThrowIfCancellationRequested();
            end = await ConnectAsync(attempt, address, _settings!).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            end = new DisconnectInfo(DisconnectCause.Requested);
        }
        catch (Exception e)
        {
            end = new DisconnectInfo(DisconnectCause.Dropped, Reason: $"The transport failed with {e.GetType().Name}: {e.Message}");
        }

        attempt.Close();
        loop.Post(new ConnectionEvent.Disconnected(attempt.Epoch, end));
    }

    private async ValueTask<DisconnectInfo> ConnectAsync(Attempt attempt, Uri gateway, AttemptSettings settings)
    {
        attempt.Settings = settings;
        var address = await _finder.FindAsync(attempt, gateway, settings).ConfigureAwait(false);
        if (attempt.Token is not null && settings.SendsToken && !settings.MaySendTo(address))
        {
            return new DisconnectInfo(DisconnectCause.TokenUnavailable, Reason: TokenPlacer.InsecureAddress);
        }

        var dialled = settings.Request with { Address = AddressQuery.Complete(address, settings.Query) };
        var request = dialled.With(attempt.Token, settings.Token);
        var transport = transports.Create(request);
        await using (transport.ConfigureAwait(false))
        {
            attempt.Use(transport);
            return await transport.OpenAsync(attempt.GivenUp).ConfigureAwait(false)
                ?? await new LiveConnection(attempt, transport, new SessionStart(dialled.Address, attempt.Token), live, loop).RunAsync().ConfigureAwait(false);
        }
    }

    private static async Task CloseAsync(ITransport transport, int code)
    {
        try
        {
            await transport.CloseAsync(code).ConfigureAwait(false);
        }
        catch (Exception)
        {
            // The end comes from RunAsync; where it does not, the close grace ends the attempt.
            transport.Abort();
        }
    }
}
