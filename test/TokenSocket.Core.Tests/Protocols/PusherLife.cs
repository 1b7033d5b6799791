using TokenSocket.Protocols;

namespace TokenSocket.Core.Tests.Protocols;

/// <summary>A V2 client at a server, one connection after another, with a program that reads every channel.</summary>
internal sealed class PusherLife
{
    private readonly PusherServer _server;
    private readonly PusherMemory _memory = new();
    private readonly Dictionary<string, PusherReader> _readers;
    private readonly Queue<string> _unsigned = new();
    private PusherProtocol _protocol;

    public PusherLife(PusherServer server, IReadOnlyList<string> channels)
    {
        _server = server;
        _readers = channels.ToDictionary(static channel => channel, static _ => new PusherReader(), StringComparer.Ordinal);
        _protocol = new PusherProtocol(_memory, isV2: true);
        foreach (var channel in channels)
        {
            _protocol.Subscribe(channel);
        }
    }

    public int Recoveries => _readers.Values.Sum(static reader => reader.Recoveries);

    public int Failures => _readers.Values.Sum(static reader => reader.Failures);

    public void Dial()
    {
        _unsigned.Clear();
        _protocol = new PusherProtocol(_memory, isV2: true);
        _server.Dial();
    }

    /// <summary>The next frame arrives, if one is under way.</summary>
    public bool Read()
    {
        if (_server.Next() is not { } frame)
        {
            return false;
        }

        Obey(_protocol.Receive(PusherPlay.Text(frame)));
        return true;
    }

    /// <summary>The next channel is signed, if one waits for it.</summary>
    public bool Sign()
    {
        if (!_unsigned.TryDequeue(out var channel))
        {
            return false;
        }

        Obey(_protocol.Authorized(channel, new ChannelGrant("key:sig")));
        return true;
    }

    public void Drain()
    {
        while (Read() || Sign())
        {
        }
    }

    public void Finish()
    {
        foreach (var (channel, reader) in _readers)
        {
            reader.Finish(_server.Count(channel));
        }
    }

    private void Obey(IReadOnlyList<SessionOrder> orders)
    {
        foreach (var order in orders)
        {
            switch (order)
            {
                case SessionOrder.Send e:
                    _server.Hear(e.Frame);
                    break;
                case SessionOrder.Authorize e:
                    _unsigned.Enqueue(e.Channel);
                    break;
                case SessionOrder.Deliver { Event: { } told }:
                    Tell(told);
                    break;
                case SessionOrder.End e:
                    throw new InvalidOperationException($"The session ends: {e.Info.Reason}");
            }
        }
    }

    private void Tell(SessionEvent told)
    {
        var channel = told switch
        {
            EventReceived e => e.Channel,
            Subscribed e => e.Channel,
            Recovered e => e.Channel,
            RecoveryFailed e => e.Channel,
            _ => null,
        };
        if (channel is not null)
        {
            _readers[channel].Hear(told);
        }
    }
}
