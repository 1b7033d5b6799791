using System.Diagnostics;
using System.Diagnostics.Metrics;
using Serilog.Debugging;
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

    public void Received(int bytes) => Count(_instruments.MessagesReceived, _instruments.BytesReceived, bytes);

    public void Sent(int bytes) => Count(_instruments.MessagesSent, _instruments.BytesSent, bytes);

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

    // A listener runs inside of the count, and what it throws is no end of a connection.
    private void Count(Counter<long> messages, Counter<long> bytes, int length)
    {
        try
        {
            messages.Add(1, Client);
            bytes.Add(length, Client);
        }
        catch (Exception e)
        {
            SelfLog.WriteLine("TokenSocket could not measure: {0}", e);
        }
    }

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
