using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using TokenSocket.CloseCodes;
using TokenSocket.Gateway.Sessions;

namespace TokenSocket.Gateway;

/// <summary>Answers the requests of one mapped address. Never throws what a registry threw: that may hold a token.</summary>
internal sealed class GatewayEndpoint(
    TokenGateway gateway, TokenGatewayOptions options, TimeProvider time, ILogger log, CancellationToken stopping)
{
    private readonly TokenPlacement _place = options.Token;
    private readonly TokenRejections _rejections = new(options.Dialect);
    private readonly TokenJudge _judge = new(gateway.Tokens, options.CloseTimeout, time, log);
    private readonly SessionMaker _sessions = new(gateway, options, time);
    private readonly IList<string> _spoken =
        [.. options.SubProtocols, .. options.Token.Places().Where(static place => place.In == TokenLocation.SubProtocol).Select(static place => place.Name)];

    public async Task ServeAsync(HttpContext context)
    {
        gateway.CountHandshake();
        switch (gateway.Handshakes)
        {
            case HandshakeMode.Refuse refuse:
                await refuse.Answer.AnswerAsync(context).ConfigureAwait(false);
                break;
            case HandshakeMode.Ignore:
                await SlowAnswer.NeverAsync(context, stopping).ConfigureAwait(false);
                break;
            case HandshakeMode mode:
                Refusal? refusal = WebSocketHandshake.Check(context)
                    ?? (stopping.IsCancellationRequested ? Refusal.GoingAway : null)
                    ?? QueryCheck.Look(context.Request, options.RequiredQuery)
                    ?? _sessions.Check(context.Request);
                await (refusal is null ? EnterAsync(context, mode) : refusal.AnswerAsync(context)).ConfigureAwait(false);
                break;
        }
    }

    private async Task EnterAsync(HttpContext context, HandshakeMode mode)
    {
        if (!gateway.TryEnter())
        {
            await Refusal.Full.AnswerAsync(context).ConfigureAwait(false);
            return;
        }

        try
        {
            await (mode is HandshakeMode.AcceptAndClose ? TurnAwayAsync(context, mode) : JudgeAsync(context))
                .ConfigureAwait(false);
        }
        finally
        {
            gateway.Leave();
        }
    }

    private async Task JudgeAsync(HttpContext context)
    {
        if (!_place.IsSent)
        {
            await AdmitAsync(context, NoLease.Instance, failure => failure).ConfigureAwait(false);
            return;
        }

        string token = TokenReader.Read(context.Request, _place);
        if (string.IsNullOrWhiteSpace(token))
        {
            await RejectAsync(context, _rejections.Missing).ConfigureAwait(false);
            return;
        }

        Task verdict = await _judge.ClaimAsync(context, token).ConfigureAwait(false) switch
        {
            TokenClaim.Granted granted => AdmitAsync(context, granted.Lease, failure => failure.Replace(token, "***", StringComparison.Ordinal)),
            TokenClaim.Unknown => RejectAsync(context, _rejections.Unknown),
            TokenClaim.InUse => RejectAsync(context, _rejections.InUse),
            TokenClaim.Deleted => RejectAsync(context, _rejections.Deleted),
            _ => Refusal.CannotJudge.AnswerAsync(context),
        };
        await verdict.ConfigureAwait(false);
    }

    private Task RejectAsync(HttpContext context, HandshakeMode answer)
    {
        gateway.CountRejectedToken();
        return TurnAwayAsync(context, answer);
    }

    private Task TurnAwayAsync(HttpContext context, HandshakeMode answer) => answer switch
    {
        HandshakeMode.AcceptAndClose { Words: var words } => TurnAwayAsync(context, words),
        HandshakeMode.Refuse { Answer: var refusal } => refusal.AnswerAsync(context),
        _ => throw new UnreachableException($"No client is turned away by {answer}."),
    };

    private async Task TurnAwayAsync(HttpContext context, CloseWords words)
    {
        GatewayConnection connection = Describe(context, owner: null);
        connection.TryEnd(Ending.Close.With(words));
        GatewayLog.TurnedAway(log, connection, words.Code);
        await RunAsync(context, connection, () => Task.CompletedTask).ConfigureAwait(false);
    }

    private async Task AdmitAsync(HttpContext context, ITokenLease lease, Func<string, string> scrub)
    {
        GatewayConnection connection = Describe(context, lease.Owner);
        var held = new HeldToken(
            lease,
            leave: () => gateway.Remove(connection),
            failure => GatewayLog.ReleaseFailed(log, connection, scrub(failure)),
            options.CloseTimeout,
            time);
        using ServerSession session = _sessions.Make(connection, SessionDial.Of(context.Request));
        connection.Session = session;
        gateway.Add(connection);
        try
        {
            using CancellationTokenRegistration deleted = lease.Deleted.UnsafeRegister(
                _ => connection.TryEnd(Ending.Close.With(_rejections.DeletedInUse)), state: null);
            using ExpiryTimer? expiry = options.CloseWhenTokenExpires && lease.ExpiresAt is { } end
                ? new ExpiryTimer(end, () => connection.TryEnd(Ending.Close.With(_rejections.ExpiredInUse)), time)
                : null;
            await RunAsync(context, connection, held.ReleaseAsync).ConfigureAwait(false);
        }
        finally
        {
            await held.ReleaseAsync().ConfigureAwait(false);
        }
    }

    private async Task RunAsync(HttpContext context, GatewayConnection connection, Func<Task> releaseToken)
    {
        using CancellationTokenRegistration aborted = context.RequestAborted.UnsafeRegister(
            _ => connection.EndOrBreak(new Ending.HangUp()), state: null);
        using CancellationTokenRegistration stopped = stopping.UnsafeRegister(
            _ => connection.TryEnd(Ending.Close.With(gateway.Farewell)), state: null);
        try
        {
            Stream stream = await WebSocketHandshake.UpgradeAsync(context, _spoken).ConfigureAwait(false);
            var run = new ConnectionRun(connection, options, time, log);
            await run.RunAsync(stream, releaseToken, context.Abort).ConfigureAwait(false);

            // Not waited for: TCP ends when this returns, and the service's handler may take its time.
            if (connection.Session is not null)
                _ = TellDisconnectedAsync(connection);
        }
        finally
        {
            connection.TryEnd(new Ending.Reset());
            connection.Outbox.Discard();
            connection.ReportEnded(peer: null);
        }
    }

    private async Task TellDisconnectedAsync(GatewayConnection connection)
    {
        try
        {
            if (options.OnDisconnected is { } onDisconnected)
                await onDisconnected(connection).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            GatewayLog.DisconnectedHandlerFailed(log, connection, exception);
        }
    }

    private GatewayConnection Describe(HttpContext context, string? owner)
    {
        ConnectionInfo info = context.Connection;
        IPEndPoint? remote = info.RemoteIpAddress is { } address ? new IPEndPoint(address, info.RemotePort) : null;
        return new GatewayConnection(info.Id, owner, remote, new Outbox(options.SendQueueCapacity, options.SendTimeout, time));
    }
}
