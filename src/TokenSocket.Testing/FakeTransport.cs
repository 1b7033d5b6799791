using System.Threading.Channels;
using TokenSocket.CloseCodes;
using TokenSocket.Messages;
using TokenSocket.Transport;

namespace TokenSocket.Testing;

/// <summary>One connection to a <see cref="FakeGateway"/>: the server's end of it, in the hands of a test.</summary>
public sealed class FakeTransport : ITransport
{
    private readonly FakeGateway _gateway;
    private readonly TaskCompletionSource<DisconnectInfo?> _answer = new();
    private readonly TaskCompletionSource _ended = new();
    private readonly Channel<object> _incoming = Channel.CreateUnbounded<object>(new() { AllowSynchronousContinuations = true, SingleReader = true });

    internal FakeTransport(FakeGateway gateway, TransportRequest request)
    {
        _gateway = gateway;
        Request = request;
    }

    /// <summary>What was dialled and how, the token in its place.</summary>
    public TransportRequest Request { get; }

    /// <summary>Whether the connection was accepted and has not ended.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>What the client has sent, in order.</summary>
    public IList<SocketMessage> Received { get; } = [];

    /// <summary>The code with which the client said goodbye; null where it has not.</summary>
    public int? Goodbye { get; private set; }

    /// <summary>Whether sends hang, as on a dead peer, until the connection ends.</summary>
    public bool IsStuck { get; set; }

    /// <summary>Whether sends fail, as on a connection that breaks and whose end is not known yet.</summary>
    public bool FailSends { get; set; }

    /// <summary>Completes the handshake of an attempt that was not answered.</summary>
    public void Accept() => Inline.Run(() => Answer(null));

    /// <summary>Ends the handshake of an attempt that was not answered, or the open connection.</summary>
    public void End(DisconnectInfo end) => Inline.Run(() =>
    {
        if (!_answer.TrySetResult(end))
        {
            _incoming.Writer.TryWrite(end);
        }
    });

    /// <summary>A message from the server.</summary>
    public void Send(SocketMessage message) => Inline.Run(() => _incoming.Writer.TryWrite(message));

    /// <inheritdoc/>
    public async ValueTask<DisconnectInfo?> OpenAsync(CancellationToken cancellationToken)
    {
        _gateway.Answer(this);
        var end = await _answer.Task.ConfigureAwait(false);
        IsOpen = end is null;
        _gateway.Count();
        return end;
    }

    /// <inheritdoc/>
    public async ValueTask<DisconnectInfo> RunAsync(Func<SocketMessage, ValueTask> receive)
    {
        ArgumentNullException.ThrowIfNull(receive);
        while (true)
        {
            switch (await _incoming.Reader.ReadAsync().ConfigureAwait(false))
            {
                case SocketMessage message:
                    await receive(message).ConfigureAwait(false);
                    break;
                case DisconnectInfo end:
                    IsOpen = false;
                    return end;
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask SendAsync(MessageKind kind, ReadOnlyMemory<byte> payload)
    {
        if (IsStuck)
        {
            await _ended.Task.ConfigureAwait(false);
        }

        if (!IsOpen || FailSends)
        {
            throw new InvalidOperationException("The connection has ended.");
        }

        Received.Add(new SocketMessage(kind, payload.ToArray()));
    }

    /// <inheritdoc/>
    public ValueTask CloseAsync(int code)
    {
        Goodbye = code;
        if (_gateway.AnswersGoodbyes)
        {
            End(new DisconnectInfo(DisconnectCause.Closed, code));
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public void Abort() => End(new DisconnectInfo(DisconnectCause.Requested, CloseCode.AbnormalClosure));

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        IsOpen = false;
        Inline.Run(() => _ended.TrySetResult());
        return ValueTask.CompletedTask;
    }

    internal void Answer(DisconnectInfo? end) => _answer.TrySetResult(end);
}
