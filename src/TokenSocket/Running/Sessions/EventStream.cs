using TokenSocket.Messages;
using TokenSocket.Protocols;

namespace TokenSocket.Running.Sessions;

/// <summary>The events among the messages. Operators of Rx would leave out a subscriber that has thrown once; here it keeps receiving.</summary>
/// <param name="messages">The messages.</param>
internal sealed class EventStream(IObservable<SocketMessage> messages) : IObservable<SessionEvent>
{
    public IDisposable Subscribe(IObserver<SessionEvent> observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        return messages.Subscribe(new Sieve(observer));
    }

    private sealed class Sieve(IObserver<SessionEvent> observer) : IObserver<SocketMessage>
    {
        public void OnNext(SocketMessage value)
        {
            if (value.Event is { } one)
            {
                observer.OnNext(one);
            }
        }

        public void OnError(Exception error) => observer.OnError(error);

        public void OnCompleted() => observer.OnCompleted();
    }
}
