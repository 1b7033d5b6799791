using System.IO.Pipelines;
using TokenSocket.CloseCodes;
using TokenSocket.Credentials;
using TokenSocket.Machine;
using TokenSocket.Messages;
using TokenSocket.Notices;
using TokenSocket.Telemetry;
using TokenSocket.Transport;

namespace TokenSocket.Running;

/// <summary>
/// Carries out the machine's orders. <see cref="Run"/> is called from inside the mailbox and only starts things; whatever could
/// run foreign code or touch the network is deferred until the mailbox has let go, and ends in one posted event.
/// </summary>
/// <param name="tokens">Where tokens come from.</param>
/// <param name="transports">Where connections come from.</param>
/// <param name="time">The clock.</param>
/// <param name="scheduler">Where the provider is asked.</param>
/// <param name="outgoing">Messages on their way out.</param>
/// <param name="messages">Messages on their way in.</param>
/// <param name="meter">Counts them.</param>
/// <param name="loop">Where events go.</param>
internal sealed class EffectRunner(
    ITokenProvider tokens,
    ITransportFactory transports,
    TimeProvider time,
    PipeScheduler scheduler,
    OutgoingQueue outgoing,
    MessageQueue messages,
    ClientMeter meter,
    IEventSink loop)
{
    private readonly TimerSet _timers = new(time, loop.Post);
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
                loop.Announce(Masked(e.Notice));
                break;
        }
    }

    private void FetchToken(ConnectionEffect.FetchToken e)
    {
        var attempt = new Attempt(e.Epoch, _attempt);
        _attempt = attempt;
        loop.Defer(() => _ = FetchTokenAsync(attempt, e.Why));
    }

    private void OpenConnection(ConnectionEffect.OpenConnection e)
    {
        var attempt = _attempt!;
        attempt.Address = e.Address;
        loop.Defer(() => _ = LiveAsync(attempt, e.Address));
    }

    private void CloseConnection(ConnectionEffect.CloseConnection e)
    {
        if (_attempt?.Transport is { } transport)
        {
            loop.Defer(() =>
            {
                outgoing.Detach(transport);
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

    private async Task FetchTokenAsync(Attempt attempt, TokenReason why)
    {
        var settings = _settings!;
        var rejected = why == TokenReason.Rejected ? attempt.Token : null;
        using var patience = new CancellationTokenSource(settings.TokenTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, attempt.GivenUp);
        ConnectionEvent news;
        try
        {
            var token = await AskAsync(new TokenRequest(why, rejected), either.Token).ConfigureAwait(false);
            attempt.Token = token;
            news = token is not null && TokenPlacer.FaultOf(token, settings.Token) is { } fault
                ? new ConnectionEvent.TokenFailed(attempt.Epoch, $"The token {fault}.")
                : new ConnectionEvent.TokenReady(attempt.Epoch, SameAsRejected: why == TokenReason.Rejected && token == rejected);
        }
        catch (TokenUnavailableException e)
        {
            news = new ConnectionEvent.TokenFailed(attempt.Epoch, e.Message, e.Permanent);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            news = new ConnectionEvent.TokenFailed(attempt.Epoch, $"The token provider did not answer within {settings.TokenTimeout}.");
        }
        catch (Exception e)
        {
            // Its message could hold a secret.
            news = new ConnectionEvent.TokenFailed(attempt.Epoch, $"The token provider failed with {e.GetType().Name}; let it throw TokenUnavailableException to say more.");
        }

        loop.Post(news);
    }

    /// <summary>The provider's answer. One that blocks its thread, or ignores the cancellation, holds up nobody.</summary>
    private async Task<AccessToken?> AskAsync(TokenRequest request, CancellationToken cancellationToken)
    {
        var answer = new TaskCompletionSource<AccessToken?>();
        using var cancelled = cancellationToken.Register(() => answer.TrySetCanceled(cancellationToken));
        scheduler.Schedule(_ => _ = PassOnAsync(request, answer, cancellationToken), null);
        return await answer.Task.ConfigureAwait(false);
    }

    private async Task PassOnAsync(TokenRequest request, TaskCompletionSource<AccessToken?> answer, CancellationToken cancellationToken)
    {
        try
        {
            answer.TrySetResult(await tokens.GetTokenAsync(request, cancellationToken).ConfigureAwait(false));
        }
        catch (Exception e)
        {
            answer.TrySetException(e);
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

    private async ValueTask<DisconnectInfo> ConnectAsync(Attempt attempt, Uri address, AttemptSettings settings)
    {
        if (attempt.Token is not null && settings.Token.In != TokenLocation.None && !settings.AllowInsecureToken && !TokenPlacer.IsSafe(address))
        {
            return new DisconnectInfo(DisconnectCause.TokenUnavailable, Reason: TokenPlacer.InsecureAddress);
        }

        var request = (settings.Request with { Address = address }).With(attempt.Token, settings.Token);
        var transport = transports.Create(request);
        await using (transport.ConfigureAwait(false))
        {
            attempt.Use(transport);
            return await transport.OpenAsync(attempt.GivenUp).ConfigureAwait(false)
                ?? await ReceiveAsync(attempt, transport, settings).ConfigureAwait(false);
        }
    }

    private async ValueTask<DisconnectInfo> ReceiveAsync(Attempt attempt, ITransport transport, AttemptSettings settings)
    {
        messages.Limit(settings.MaxQueuedMessages, settings.MaxQueuedBytes);
        outgoing.Attach(transport);
        using var idle = settings.IdleTimeout is { } timeout ? new IdleWatch(time, timeout, transport.Abort) : null;
        loop.Post(new ConnectionEvent.Opened(attempt.Epoch));
        try
        {
            var end = await transport.RunAsync(Receive).ConfigureAwait(false);
            return idle?.HasExpired == true ? new DisconnectInfo(DisconnectCause.Idle, CloseCode.AbnormalClosure) : end;
        }
        finally
        {
            outgoing.Detach(transport);
            messages.Flush();
        }

        ValueTask Receive(SocketMessage message)
        {
            idle?.Touch();
            meter.Received(message.Bytes.Length);
            var added = messages.AddAsync(attempt.Epoch, message, attempt.GivenUp);
            return idle is null || added.IsCompletedSuccessfully ? added : CatchUpAsync(added, idle);
        }
    }

    /// <summary>Nothing is read while the program is behind, so silence says nothing about the server.</summary>
    private static async ValueTask CatchUpAsync(ValueTask added, IdleWatch idle)
    {
        idle.Pause();
        try
        {
            await added.ConfigureAwait(false);
        }
        finally
        {
            idle.Touch();
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

    // Only now: the machine reads an address out of a redirect's reason, and that may have the same query, or end like a token begins.
    private ConnectionNotice Masked(ConnectionNotice notice) => notice switch
    {
        Disconnected end => Masked(end, Known()),
        Redirected to => Masked(to, Known()),
        Stopped stop => Masked(stop, Known()),
        _ => notice,
    };

    private Secrets Known() => new(_attempt?.Token, _attempt?.LastAddress);

    private static Disconnected Masked(Disconnected end, Secrets secrets) => end with { Info = Masked(end.Info, secrets)! };

    private static DisconnectInfo? Masked(DisconnectInfo? info, Secrets secrets) => info is null ? null : info with
    {
        Reason = secrets.Redact(info.Reason),
        StatusText = secrets.Redact(info.StatusText),
        Body = secrets.Redact(info.Body),
    };

    // The message is the dialect's, unless a token provider has said why.
    private static Stopped Masked(Stopped stop, Secrets secrets) => new(stop.Reason with
    {
        Message = stop.Reason.Info?.Cause == DisconnectCause.TokenUnavailable ? secrets.Redact(stop.Reason.Message)! : stop.Reason.Message,
        Info = Masked(stop.Reason.Info, secrets),
    });

    private static Redirected Masked(Redirected redirect, Secrets secrets) =>
        new(WithMaskedPath(redirect.From, secrets), WithMaskedPath(redirect.To, secrets));

    private static Uri WithMaskedPath(Uri address, Secrets secrets) =>
        secrets.Redact(address.AbsolutePath) is { } path && path != address.AbsolutePath ? new UriBuilder(address) { Path = path }.Uri : address;
}
