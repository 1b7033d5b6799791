using System.Collections.Concurrent;
using TokenSocket.Contracts;
using TokenSocket.Hosting;
using TokenSocket.Messages;

namespace TokenSocket.Loopback.Tests.Hosting;

/// <summary>A handler that keeps what it is handed.</summary>
internal sealed class Inbox : ITokenSocketHandler
{
    private readonly BlockingCollection<string> _texts = [];

    public ValueTask HandleAsync(SocketMessage message, CancellationToken cancellationToken)
    {
        _texts.Add(message.Text, CancellationToken.None);
        return ValueTask.CompletedTask;
    }

    /// <summary>The next message, within ten seconds.</summary>
    public string Next() => _texts.TryTake(out var text, Patience.Long) ? text : throw new TimeoutException("No message came.");
}
