using System.Diagnostics;
using System.Diagnostics.Metrics;
using TokenSocket.Notices;

namespace TokenSocket.Telemetry;

/// <summary>Turns one client's notices and traffic into measurements. Costs next to nothing while nobody listens.</summary>
/// <param name="name">Tells the clients of a program apart.</param>
/// <param name="factory">Where the meter comes from; null for the process's own.</param>
internal sealed class ClientMeter(string name, IMeterFactory? factory) : IObserver<ConnectionNotice>
{
    private readonly Instruments _instruments = Instruments.Of(factory);
    private Func<ConnectionStatus> _status = static () => ConnectionStatus.Idle;
    private Func<long> _droppedMessages = static () => 0;

    public KeyValuePair<string, object?> Client { get; } = new(Instruments.ClientTag, name);

    public ConnectionStatus Status => _status();

    public long DroppedMessages => _droppedMessages();

    /// <summary>From now on the status, and how many messages nobody was there to receive, are looked at whenever someone collects.</summary>
    public void Observe(Func<ConnectionStatus> status, Func<long> droppedMessages)
    {
        (_status, _droppedMessages) = (status, droppedMessages);
        _instruments.Add(this);
    }

    public void Received(int bytes)
    {
        _instruments.MessagesReceived.Add(1, Client);
        _instruments.BytesReceived.Add(bytes, Client);
    }

    public void Sent(int bytes)
    {
        _instruments.MessagesSent.Add(1, Client);
        _instruments.BytesSent.Add(bytes, Client);
    }

    public void OnNext(ConnectionNotice value)
    {
        switch (value)
        {
            case Connected:
                _instruments.Connects.Add(1, Client);
                break;
            case Disconnected e:
                _instruments.Disconnects.Add(1, TagsOf(e));
                break;
            case RetryScheduled e:
                _instruments.ReconnectDelay.Record(e.Delay.TotalSeconds, Client);
                break;
            case SendDropped e:
                _instruments.SendsDropped.Add(e.Count, Client);
                break;
            case OutageEnded e:
                _instruments.OutageLength.Record(e.Length.TotalSeconds, Client);
                break;
        }
    }

    public void OnCompleted() => _instruments.Remove(this);

    public void OnError(Exception error) => _instruments.Remove(this);

    private TagList TagsOf(Disconnected e)
    {
        var tags = new TagList { Client, EndTags.Cause(e), EndTags.Verdict(e) };
        if (EndTags.Code(e) is { } code)
        {
            tags.Add(code);
        }

        return tags;
    }
}
