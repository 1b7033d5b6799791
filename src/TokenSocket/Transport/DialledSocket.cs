using System.Net.WebSockets;
using TokenSocket.CloseCodes;
using TokenSocket.Messages;

namespace TokenSocket.Transport;

/// <summary>
/// A <see cref="ClientWebSocket"/> as a request wants it, and how its connection began and ended: more than it tells itself,
/// and as a result where it throws. Whoever receives over it may be anybody.
/// </summary>
internal sealed class DialledSocket : IDisposable
{
    private static readonly TimeSpan WatchInterval = TimeSpan.FromSeconds(1);

    private readonly TransportRequest _request;
    private readonly Handshake _handshake;
    private volatile bool _aborted;

    public DialledSocket(TransportRequest request)
    {
        _request = request;
        _handshake = new Handshake(request);
        Socket.Options.KeepAliveInterval = request.KeepAliveInterval;
        Socket.Options.KeepAliveTimeout = request.KeepAliveTimeout;
        foreach (var (name, value) in request.Headers)
        {
            Socket.Options.SetRequestHeader(name, value);
        }

        foreach (var protocol in request.SubProtocols)
        {
            Socket.Options.AddSubProtocol(protocol);
        }
    }

    public ClientWebSocket Socket { get; } = new();

    /// <summary>The end, once the server's close frame has been received.</summary>
    public DisconnectInfo Closed => CloseSeen ?? new DisconnectInfo(DisconnectCause.Closed, (int)Status, Socket.CloseStatusDescription);

    /// <summary>Dials; see <see cref="ITransport.OpenAsync"/>.</summary>
    public async ValueTask<DisconnectInfo?> OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Socket.ConnectAsync(_request.Address, _handshake.Invoker, cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (Exception e) when (e is WebSocketException or HttpRequestException or IOException)
        {
            return _handshake.Refusal ?? HandshakeFailure.Classify(e, _handshake.CertificateFault);
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
        {
            return new DisconnectInfo(DisconnectCause.Requested);
        }
    }

    /// <summary>The end that receiving threw.</summary>
    public DisconnectInfo Lost(Exception e) => _aborted ? Ended(DisconnectCause.Requested) : CloseSeen ?? ConnectionLoss.Classify(e);

    /// <summary>Waits for a program that is behind. Nobody receives meanwhile, so nobody is told of an abort: this looks for one.</summary>
    /// <returns>False where the connection broke in that time.</returns>
    public async ValueTask<bool> CatchUpAsync(ValueTask taken)
    {
        if (taken.IsCompletedSuccessfully)
        {
            return true;
        }

        // After our own close nobody is waited for longer than one look takes.
        var pending = taken.AsTask();
        do
        {
            await Task.WhenAny(pending, Task.Delay(WatchInterval, _request.Time)).ConfigureAwait(false);
        }
        while (!pending.IsCompleted && Socket.State == WebSocketState.Open);

        if (!pending.IsCompleted || Socket.State == WebSocketState.Aborted)
        {
            return false;
        }

        await pending.ConfigureAwait(false);
        return true;
    }

    public ValueTask SendAsync(MessageKind kind, ReadOnlyMemory<byte> payload) => Socket.SendAsync(
        payload,
        kind == MessageKind.Text ? WebSocketMessageType.Text : WebSocketMessageType.Binary,
        endOfMessage: true,
        CancellationToken.None); // Cancelling a pending send aborts the socket.

    /// <summary>Answers the server's close frame with its own code.</summary>
    public ValueTask AnswerAsync() => CloseInTimeAsync(Status == WebSocketCloseStatus.Empty ? CloseCode.NormalClosure : (int)Status);

    /// <summary>Sends a close frame, and drops a connection that does not take it in time.</summary>
    public async ValueTask CloseInTimeAsync(int code)
    {
        using var patience = new CancellationTokenSource(_request.CloseTimeout, _request.Time);
        using var _ = patience.Token.Register(Socket.Abort);
        await CloseAsync(code).ConfigureAwait(false);
    }

    /// <summary>Sends a close frame. Never throws for a connection that is already gone.</summary>
    public async ValueTask CloseAsync(int code)
    {
        try
        {
            await Socket.CloseOutputAsync((WebSocketCloseStatus)code, null, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e) when (IsLoss(e))
        {
            // The connection is already gone; who receives says how.
            Socket.Abort();
        }
    }

    public void Abort()
    {
        _aborted = true;
        Socket.Abort();
    }

    public void Dispose()
    {
        Socket.Dispose();
        _handshake.Dispose();
    }

    /// <summary>Whether an exception of a socket says that the connection is gone.</summary>
    public static bool IsLoss(Exception e) =>
        e is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException or InvalidOperationException;

    /// <summary>An end of an open connection that no close frame brought.</summary>
    public static DisconnectInfo Ended(DisconnectCause cause) => new(cause, CloseCode.AbnormalClosure);

    // RFC 6455, 7.4.1: 1005 is never sent.
    private WebSocketCloseStatus Status => Socket.CloseStatus ?? WebSocketCloseStatus.NormalClosure;

    /// <summary>The close frame as it came, where its number can be a close code.</summary>
    private DisconnectInfo? CloseSeen => _handshake.Close is ({ } code and >= CloseCode.NormalClosure, { } reason)
        ? new DisconnectInfo(DisconnectCause.Closed, code, reason)
        : null;
}
