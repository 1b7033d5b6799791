using System.Collections.Concurrent;
using TokenSocket.CloseCodes;
using TokenSocket.Testing;
using TokenSocket.Transport;

namespace TokenSocket.Tests.Walks;

/// <summary>A <see cref="FakeGateway"/> for each dial, for one alone is not for several threads. Every few of them are out of order.</summary>
internal sealed class FreshGateways : ITransportFactory
{
    private readonly ConcurrentStack<FakeGateway> _all = new();

    /// <summary>Whether all that come now are in order.</summary>
    public bool AreGood { get; set; }

    /// <summary>Sockets that are open.</summary>
    public int Open => _all.Sum(static one => one.OpenConnections);

    /// <summary>Dials that began while another socket was open.</summary>
    public int Overlaps { get; private set; }

    public ITransport Create(TransportRequest request)
    {
        Overlaps += Open;
        var gateway = new FakeGateway();
        var transport = gateway.Create(request);
        switch (AreGood ? 0 : _all.Count % 8)
        {
            case 3:
                gateway.AnswersGoodbyes = false;
                break;
            case 5:
                gateway.BeUnreachable();
                break;
            case 7:
                gateway.IgnoreAll();
                break;
        }

        _all.Push(gateway);
        return transport;
    }

    /// <summary>Ends the last connection, or the attempt to get one.</summary>
    public void End(DisconnectInfo end)
    {
        if (_all.TryPeek(out var last))
        {
            last.Connection.End(end);
        }
    }
}
