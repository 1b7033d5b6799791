using System.Net.WebSockets;
using TokenSocket.CloseCodes;
using TokenSocket.Messages;
using TokenSocket.Transport;

namespace TokenSocket.WebsocketClient;

/// <summary>
/// What the package takes for its socket. It reads nothing before somebody listens, nothing while the program is behind, and no
/// message beyond the maximum; it answers a close with the server's own code and in bounded time; and it knows of each end, for the
/// package is silent about some.
/// </summary>
/// <param name="dialled">The real socket.</param>
/// <param name="maxMessageSize">In bytes.</param>
internal sealed class GatedSocket(DialledSocket dialled, int maxMessageSize) : WebSocket
{
    private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<DisconnectInfo> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lazy<Task> _answer = new(() => dialled.AnswerAsync().AsTask());
    private Task _taken = Task.CompletedTask;
    private MessageKind _kind;
    private long _size;
    private DisconnectCause? _cause;
    private Exception? _fault;

    /// <summary>The end, when the package is done with the socket; or what the program threw.</summary>
    public Task<DisconnectInfo> Ended => _end.Task;

    // The package stops reading without a word where it sees another state. So it always reads, and meets the end there.
    public override WebSocketState State => WebSocketState.Open;

    public override WebSocketCloseStatus? CloseStatus => dialled.Socket.CloseStatus;

    public override string? CloseStatusDescription => dialled.Socket.CloseStatusDescription;

    public override string? SubProtocol => dialled.Socket.SubProtocol;

    /// <summary>From now on it reads.</summary>
    public void OpenGate() => _gate.TrySetResult();

    /// <summary>Hands the last message to the program, and reads on when that has taken it.</summary>
    public void HandOver(byte[]? payload, Func<SocketMessage, ValueTask> receive)
    {
        _taken = TakeAsync();

        // What it throws meets the next read, and not the package.
        async Task TakeAsync() => await receive(new SocketMessage(_kind, payload)).ConfigureAwait(false);
    }

    /// <summary>Takes note of an end; the first one counts.</summary>
    public void End(DisconnectInfo info) => _end.TrySetResult(info);

    /// <summary>Answers the server's close frame; once, whoever asks.</summary>
    public Task AnswerAsync() => _answer.Value;

    public override async ValueTask<ValueWebSocketReceiveResult> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            await _gate.Task.ConfigureAwait(false);
            return await ReadAsync(buffer).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            _fault = e;
            throw;
        }
    }

    public override async Task<WebSocketReceiveResult> ReceiveAsync(ArraySegment<byte> buffer, CancellationToken cancellationToken)
    {
        var result = await ReceiveAsync(buffer.AsMemory(), cancellationToken).ConfigureAwait(false);
        return new(result.Count, result.MessageType, result.EndOfMessage, CloseStatus, CloseStatusDescription);
    }

    public override Task SendAsync(ArraySegment<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellationToken) =>
        dialled.Socket.SendAsync(buffer, messageType, endOfMessage, cancellationToken);

    public override Task CloseAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) =>
        dialled.CloseInTimeAsync((int)closeStatus).AsTask();

    /// <summary>The package's answer, which would always be 1000.</summary>
    public override Task CloseOutputAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) => AnswerAsync();

    public override void Abort() => dialled.Socket.Abort();

    /// <summary>The package lets go of a socket that it has lost. Told any earlier, the end would have it disposed of at its work.</summary>
    public override void Dispose()
    {
        var fault = _fault ?? new ObjectDisposedException(nameof(WebSocket));
        if (_cause is { } cause)
        {
            End(DialledSocket.Ended(cause));
        }
        else if (DialledSocket.IsLoss(fault))
        {
            End(dialled.Lost(fault));
        }
        else
        {
            _end.TrySetException(fault);
        }
    }

    private async ValueTask<ValueWebSocketReceiveResult> ReadAsync(Memory<byte> buffer)
    {
        if (!await dialled.CatchUpAsync(new ValueTask(_taken)).ConfigureAwait(false))
        {
            throw Fault(DisconnectCause.SlowConsumer);
        }

        // The package's token is cancelled only where it aborts as well.
        _taken = Task.CompletedTask;
        var result = await dialled.Socket.ReceiveAsync(buffer, CancellationToken.None).ConfigureAwait(false);
        _size += result.Count;
        if (_size > maxMessageSize)
        {
            await dialled.CloseInTimeAsync(CloseCode.MessageTooBig).ConfigureAwait(false);
            throw Fault(DisconnectCause.TooBig);
        }

        if (result.EndOfMessage)
        {
            _size = 0;
            _kind = result.MessageType == WebSocketMessageType.Text ? MessageKind.Text : MessageKind.Binary;
        }

        return result;
    }

    private WebSocketException Fault(DisconnectCause cause)
    {
        _cause = cause;
        return new WebSocketException(WebSocketError.Faulted);
    }
}
