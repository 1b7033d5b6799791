using System.Threading.Channels;
using TokenSocket.CloseCodes;
using TokenSocket.Messages;
using TokenSocket.Transport;

namespace TokenSocket.Contracts.Transport;

/// <summary>One transport from its dial to its disposal, with what it received and how it ended.</summary>
internal sealed class Line(ITransport transport) : IAsyncDisposable
{
    private const int MoreThanBuffersTake = 64 * 1024 * 1024;

    private readonly Channel<SocketMessage> _messages = Channel.CreateUnbounded<SocketMessage>();
    private Task<DisconnectInfo>? _ended;

    public ITransport Transport => transport;

    /// <summary>Dials; fails after ten seconds.</summary>
    public Task<DisconnectInfo?> OpenAsync(CancellationToken cancellationToken = default) =>
        transport.OpenAsync(cancellationToken).AsTask().WaitAsync(Patience.Long, CancellationToken.None);

    /// <param name="receive">Takes each message; null to keep them for <see cref="NextAsync()"/>.</param>
    public void Run(Func<SocketMessage, ValueTask>? receive = null) =>
        _ended = transport.RunAsync(receive ?? (message => _messages.Writer.WriteAsync(message))).AsTask();

    /// <summary>The next message, within ten seconds.</summary>
    public Task<SocketMessage> NextAsync() => _messages.Reader.ReadAsync().AsTask().WaitAsync(Patience.Long);

    /// <summary>As many messages, in the order in which they came.</summary>
    public async Task<IReadOnlyList<SocketMessage>> NextAsync(int count)
    {
        var messages = new List<SocketMessage>(count);
        while (messages.Count < count)
        {
            messages.Add(await NextAsync());
        }

        return messages;
    }

    /// <summary>How many messages have come and were not asked for.</summary>
    public int Left => _messages.Reader.Count;

    public bool HasEnded => _ended is { IsCompleted: true };

    /// <summary>The end, within ten seconds.</summary>
    public Task<DisconnectInfo> EndAsync() => _ended!.WaitAsync(Patience.Long);

    /// <summary>Sends more than the buffers of both ends take, so that it waits for a peer that does not read.</summary>
    public Task HangingSend() => transport.SendAsync(MessageKind.Binary, new byte[MoreThanBuffersTake]).AsTask();

    /// <summary>Whether the send fails within ten seconds.</summary>
    public static async Task<bool> FailsAsync(Task sending)
    {
        await sending.WaitAsync(Patience.Long).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return sending.IsFaulted || sending.IsCanceled;
    }

    public async ValueTask DisposeAsync()
    {
        transport.Abort();
        if (_ended is not null)
        {
            await EndAsync();
        }

        await transport.DisposeAsync();
    }
}
