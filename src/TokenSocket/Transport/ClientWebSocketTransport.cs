using System.Net.WebSockets;
using TokenSocket.CloseCodes;
using TokenSocket.Messages;

namespace TokenSocket.Transport;

/// <summary>A connection over <see cref="ClientWebSocket"/>, with the facts of a refused handshake kept and no redirect followed.</summary>
internal sealed class ClientWebSocketTransport : ITransport
{
    private static readonly TimeSpan WatchInterval = TimeSpan.FromSeconds(1);

    private readonly TransportRequest _request;
    private readonly ClientWebSocket _socket = new();
    private readonly Handshake _handshake;
    private volatile bool _aborted;

    public ClientWebSocketTransport(TransportRequest request)
    {
        _request = request;
        _handshake = new Handshake(request);
        _socket.Options.KeepAliveInterval = request.KeepAliveInterval;
        _socket.Options.KeepAliveTimeout = request.KeepAliveTimeout;
        foreach (var (name, value) in request.Headers)
        {
            _socket.Options.SetRequestHeader(name, value);
        }

        foreach (var protocol in request.SubProtocols)
        {
            _socket.Options.AddSubProtocol(protocol);
        }
    }

    public async ValueTask<DisconnectInfo?> OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _socket.ConnectAsync(_request.Address, _handshake.Invoker, cancellationToken).ConfigureAwait(false);
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

    public async ValueTask<DisconnectInfo> RunAsync(Func<SocketMessage, ValueTask> receive)
    {
        using var buffer = new MessageBuffer(_request.MaxMessageSize);
        try
        {
            while (true)
            {
                var result = await _socket.ReceiveAsync(buffer.Free, CancellationToken.None).ConfigureAwait(false);
                if (result.MessageType == WebSocketMessageType.Close)
                {
                    // RFC 6455, 7.4.1: 1005 is never sent.
                    var code = (int?)_socket.CloseStatus ?? CloseCode.NormalClosure;
                    await AnswerAsync(code == CloseCode.NoStatus ? CloseCode.NormalClosure : code).ConfigureAwait(false);
                    return CloseSeen ?? new DisconnectInfo(DisconnectCause.Closed, code, _socket.CloseStatusDescription);
                }

                if (!buffer.Add(result.Count))
                {
                    await AnswerAsync(CloseCode.MessageTooBig).ConfigureAwait(false);
                    return Ended(DisconnectCause.TooBig);
                }

                if (result.EndOfMessage && !await HandOverAsync(receive, buffer.Take(result.MessageType)).ConfigureAwait(false))
                {
                    return Ended(DisconnectCause.SlowConsumer);
                }
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            return _aborted ? Ended(DisconnectCause.Requested) : CloseSeen ?? ConnectionLoss.Classify(e);
        }
    }

    public ValueTask SendAsync(MessageKind kind, ReadOnlyMemory<byte> payload) => _socket.SendAsync(
        payload,
        kind == MessageKind.Text ? WebSocketMessageType.Text : WebSocketMessageType.Binary,
        endOfMessage: true,
        CancellationToken.None); // Cancelling a pending send aborts the socket.

    public async ValueTask CloseAsync(int code)
    {
        try
        {
            await _socket.CloseOutputAsync((WebSocketCloseStatus)code, null, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The connection is already gone; RunAsync says how.
            _socket.Abort();
        }
    }

    public void Abort()
    {
        _aborted = true;
        _socket.Abort();
    }

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        _handshake.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <returns>False where the connection broke while the program was behind.</returns>
    private async ValueTask<bool> HandOverAsync(Func<SocketMessage, ValueTask> receive, SocketMessage message)
    {
        var taken = receive(message);
        if (taken.IsCompletedSuccessfully)
        {
            return true;
        }

        // Nobody receives meanwhile, so nobody is told of an abort: look for one.
        var pending = taken.AsTask();
        while (!pending.IsCompleted && _socket.State == WebSocketState.Open)
        {
            await Task.WhenAny(pending, Task.Delay(WatchInterval, _request.Time)).ConfigureAwait(false);
        }

        if (!pending.IsCompleted || _socket.State == WebSocketState.Aborted)
        {
            return false;
        }

        await pending.ConfigureAwait(false);
        return true;
    }

    /// <summary>Sends a close frame, and drops a connection that does not take it in time.</summary>
    private async ValueTask AnswerAsync(int code)
    {
        using var patience = new CancellationTokenSource(_request.CloseTimeout, _request.Time);
        using var _ = patience.Token.Register(_socket.Abort);
        await CloseAsync(code).ConfigureAwait(false);
    }

    /// <summary>The close frame as it came, where its number can be a close code.</summary>
    private DisconnectInfo? CloseSeen => _handshake.Close is ({ } code and >= CloseCode.NormalClosure, { } reason)
        ? new DisconnectInfo(DisconnectCause.Closed, code, reason)
        : null;

    private static DisconnectInfo Ended(DisconnectCause cause) => new(cause, CloseCode.AbnormalClosure);
}
