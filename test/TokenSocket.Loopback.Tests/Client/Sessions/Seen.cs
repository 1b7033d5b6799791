using System.Threading.Channels;
using TokenSocket.Contracts;

namespace TokenSocket.Loopback.Tests.Client.Sessions;

/// <summary>What has come in, one after the other, for a test that waits for it.</summary>
internal sealed class Seen<T>
{
    private readonly Channel<T> _all = Channel.CreateUnbounded<T>();

    /// <summary>How many have come that nobody has looked at.</summary>
    public int Count => _all.Reader.Count;

    public void Add(T one) => _all.Writer.TryWrite(one);

    /// <summary>The next one, within ten seconds.</summary>
    public async Task<T> NextAsync()
    {
        using var patience = new CancellationTokenSource(Patience.Long);
        try
        {
            return await _all.Reader.ReadAsync(patience.Token);
        }
        catch (OperationCanceledException e)
        {
            throw new TimeoutException($"No {typeof(T).Name} came.", e);
        }
    }
}
