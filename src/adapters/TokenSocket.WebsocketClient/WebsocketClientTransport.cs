using System.Net.WebSockets;
using TokenSocket.CloseCodes;
using TokenSocket.Messages;
using TokenSocket.Transport;
using Websocket.Client;
using Websocket.Client.Exceptions;

namespace TokenSocket.WebsocketClient;

/// <summary>
/// A connection that the package dials, receives from and judges. What goes out goes straight to the socket, for the package's own
/// sending loses order between text and binary, accepts without bound, and reports success where nothing is sent.
/// </summary>
internal sealed class WebsocketClientTransport : ITransport
{
    private readonly DialledSocket _dialled;
    private readonly GatedSocket _socket;
    private readonly global::Websocket.Client.WebsocketClient _client;
    private readonly TaskCompletionSource<DisconnectInfo> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationToken _attempt;
    private DisconnectInfo? _refusal;

    public WebsocketClientTransport(TransportRequest request)
    {
        _dialled = new DialledSocket(request);
        _socket = new GatedSocket(_dialled, request.MaxMessageSize, end => _end.TrySetResult(end));
        _client = new(request.Address, logger: null, DialAsync)
        {
            IsReconnectionEnabled = false,
            ReconnectTimeout = null,
            ErrorReconnectTimeout = null,
            LostReconnectTimeout = null,
            ConnectTimeout = Timeout.InfiniteTimeSpan,
            // The package would decode each text, and we would encode it again.
            IsTextMessageConversionEnabled = false,
        };
        _client.DisconnectionHappened.Subscribe(Tell);
    }

    public async ValueTask<DisconnectInfo?> OpenAsync(CancellationToken cancellationToken)
    {
        _attempt = cancellationToken;
        try
        {
            await _client.StartOrFail().ConfigureAwait(false);
            return null;
        }
        catch (WebsocketException e) when (_refusal is not null || e.InnerException is null)
        {
            return _refusal ?? new DisconnectInfo(DisconnectCause.Requested);
        }
    }

    public async ValueTask<DisconnectInfo> RunAsync(Func<SocketMessage, ValueTask> receive)
    {
        using var messages = _client.MessageReceived.Subscribe(message => _socket.Hold(receive(new SocketMessage(_socket.Kind, message.Binary))));
        _socket.Open();
        var end = await _end.Task.ConfigureAwait(false);
        if (end.Cause == DisconnectCause.Closed)
        {
            await _socket.AnswerAsync().ConfigureAwait(false);
        }

        return end;
    }

    public ValueTask SendAsync(MessageKind kind, ReadOnlyMemory<byte> payload) => _dialled.SendAsync(kind, payload);

    public ValueTask CloseAsync(int code) => _dialled.CloseAsync(code);

    public void Abort() => _dialled.Abort();

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        _socket.Dispose();
        _dialled.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <param name="address">As it was given to the package.</param>
    /// <param name="cancellationToken">Cancelled when the package is disposed of.</param>
    /// <exception cref="WebSocketException">It is not open; only so does the package learn of it.</exception>
    private async Task<WebSocket> DialAsync(Uri address, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _attempt);
        _refusal = await _dialled.OpenAsync(either.Token).ConfigureAwait(false);
        return _refusal is null ? _socket : throw new WebSocketException(WebSocketError.Faulted);
    }

    private void Tell(DisconnectionInfo info)
    {
        if (info.Type == DisconnectionType.ByServer)
        {
            _end.TrySetResult(_dialled.Closed);
        }
        else if (info is { Type: DisconnectionType.Lost, Exception: { } fault })
        {
            _end.TrySetResult(_dialled.Lost(fault));
        }
    }
}
