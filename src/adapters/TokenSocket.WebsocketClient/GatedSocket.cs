using System.Net.WebSockets;
using TokenSocket.CloseCodes;
using TokenSocket.Messages;
using TokenSocket.Transport;

namespace TokenSocket.WebsocketClient;

/// <summary>
/// What the package takes for its socket. It reads nothing before somebody listens, nothing while the program is behind, and no
/// message beyond the maximum; it answers a close with the server's own code and in bounded time; and it tells of ends that the package is silent about.
/// </summary>
/// <param name="dialled">The real socket, open.</param>
/// <param name="maxMessageSize">In bytes.</param>
/// <param name="ended">Told of an end once or more often; the first time counts.</param>
internal sealed class GatedSocket(DialledSocket dialled, int maxMessageSize, Action<DisconnectInfo> ended) : WebSocket
{
    private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lazy<Task> _answer = new(() => dialled.AnswerAsync().AsTask());
    private ValueTask _taken;
    private Exception? _fault;
    private long _size;

    /// <summary>What the last message is.</summary>
    public MessageKind Kind { get; private set; }

    public override WebSocketCloseStatus? CloseStatus => dialled.Socket.CloseStatus;

    public override string? CloseStatusDescription => dialled.Socket.CloseStatusDescription;

    // The package stops reading once the socket is not open, but after our goodbye the server's answer is still to come.
    public override WebSocketState State => dialled.Socket.State is var state && state == WebSocketState.CloseSent ? WebSocketState.Open : state;

    public override string? SubProtocol => dialled.Socket.SubProtocol;

    /// <summary>From now on it reads.</summary>
    public void Open() => _gate.TrySetResult();

    /// <summary>Reads on when the program has taken the last message.</summary>
    public void Hold(ValueTask taken) => _taken = taken;

    /// <summary>Answers the server's close frame; once, whoever asks.</summary>
    public Task AnswerAsync() => _answer.Value;

    public override async ValueTask<ValueWebSocketReceiveResult> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        await _gate.Task.ConfigureAwait(false);
        if (!await dialled.AwaitAsync(_taken).ConfigureAwait(false))
        {
            throw End(DisconnectCause.SlowConsumer);
        }

        _taken = ValueTask.CompletedTask;
        var result = await ReceiveAsync(buffer).ConfigureAwait(false);
        _size += result.Count;
        if (_size > maxMessageSize)
        {
            await dialled.SayAsync(CloseCode.MessageTooBig).ConfigureAwait(false);
            throw End(DisconnectCause.TooBig);
        }

        if (result.EndOfMessage)
        {
            _size = 0;
            Kind = result.MessageType == WebSocketMessageType.Text ? MessageKind.Text : MessageKind.Binary;
        }

        return result;
    }

    public override async Task<WebSocketReceiveResult> ReceiveAsync(ArraySegment<byte> buffer, CancellationToken cancellationToken)
    {
        var result = await ReceiveAsync(buffer.AsMemory(), cancellationToken).ConfigureAwait(false);
        return new(result.Count, result.MessageType, result.EndOfMessage, CloseStatus, CloseStatusDescription);
    }

    public override Task SendAsync(ArraySegment<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellationToken) =>
        dialled.Socket.SendAsync(buffer, messageType, endOfMessage, cancellationToken);

    public override Task CloseAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) =>
        dialled.SayAsync((int)closeStatus).AsTask();

    /// <summary>The package's answer, which would always be 1000.</summary>
    public override Task CloseOutputAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) => AnswerAsync();

    public override void Abort() => dialled.Socket.Abort();

    /// <summary>Nobody reads any more, whether or not the package has told of an end.</summary>
    public override void Dispose()
    {
        dialled.Socket.Abort();
        _gate.TrySetResult();
        ended(dialled.Lost(_fault ?? new ObjectDisposedException(nameof(GatedSocket))));
    }

    private async ValueTask<ValueWebSocketReceiveResult> ReceiveAsync(Memory<byte> buffer)
    {
        try
        {
            // The package's token is cancelled only where it aborts as well.
            return await dialled.Socket.ReceiveAsync(buffer, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            _fault = e;
            throw;
        }
    }

    private WebSocketException End(DisconnectCause cause)
    {
        ended(DialledSocket.Ended(cause));
        return new WebSocketException(WebSocketError.Faulted);
    }
}
