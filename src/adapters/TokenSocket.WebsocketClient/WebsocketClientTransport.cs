using System.Net.WebSockets;
using Microsoft.IO;
using TokenSocket.CloseCodes;
using TokenSocket.Messages;
using TokenSocket.Transport;
using Websocket.Client;
using Websocket.Client.Exceptions;

namespace TokenSocket.WebsocketClient;

/// <summary>
/// A connection that the package dials and receives from. What goes out goes straight to the socket, for the package's own sending
/// loses order between text and binary, accepts without bound, and reports success where nothing is sent.
/// </summary>
internal sealed class WebsocketClientTransport : ITransport
{
    internal const int MostKept = 1024 * 1024;

    // The package's own keeps for ever what the largest message took.
    internal static readonly RecyclableMemoryStreamManager Streams = new(new() { MaximumSmallPoolFreeBytes = MostKept, MaximumLargePoolFreeBytes = MostKept });

    private readonly DialledSocket _dialled;
    private readonly GatedSocket _socket;
    private readonly global::Websocket.Client.WebsocketClient _client;
    private CancellationToken _attempt;
    private DisconnectInfo? _refusal;

    public WebsocketClientTransport(TransportRequest request)
    {
        _dialled = new DialledSocket(request);
        _socket = new GatedSocket(_dialled, request.MaxMessageSize);
        _client = new(request.Address, logger: null, DialAsync, Streams)
        {
            IsReconnectionEnabled = false,
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
        catch (Exception e) when (_refusal is not null || e is ObjectDisposedException or WebsocketException { InnerException: null })
        {
            return _refusal ?? new DisconnectInfo(DisconnectCause.Requested);
        }
    }

    public async ValueTask<DisconnectInfo> RunAsync(Func<SocketMessage, ValueTask> receive)
    {
        using var messages = _client.MessageReceived.Subscribe(message => _socket.HandOver(message.Binary, receive));
        _socket.OpenGate();
        var end = await _socket.Ended.ConfigureAwait(false);
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

    /// <summary>A close the package always tells. A loss it does not, so that one is known by the socket that it lets go of.</summary>
    private void Tell(DisconnectionInfo info)
    {
        if (info.Type == DisconnectionType.ByServer)
        {
            _socket.End(_dialled.Closed);
        }
    }
}
