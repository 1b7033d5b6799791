using System.Text;
using TokenSocket.CloseCodes;
using TokenSocket.Messages;
using TokenSocket.Transport;

namespace TokenSocket.Testing;

/// <summary>A server without a network: it answers each dial as it is told to, and ends connections in every way that a real one can.</summary>
/// <remarks>Not thread-safe: one test, one thread. What an act leads to has happened when the act returns.</remarks>
public sealed class FakeGateway : ITransportFactory
{
    private readonly List<FakeTransport> _dials = [];
    private Func<FakeTransport, DisconnectInfo?> _answer = static _ => null;
    private bool _answers = true;

    /// <summary>Every dial there was.</summary>
    public IReadOnlyList<FakeTransport> Dials => _dials;

    /// <summary>The last dial.</summary>
    /// <exception cref="InvalidOperationException">Nobody has dialled.</exception>
    public FakeTransport Connection => _dials.Count > 0 ? _dials[^1] : throw new InvalidOperationException("Nobody has dialled yet; start the client first.");

    /// <summary>Connections that are open.</summary>
    public int OpenConnections => _dials.Count(static dial => dial.IsOpen);

    /// <summary>The most connections that were ever open at once.</summary>
    public int MostOpenConnections { get; private set; }

    /// <summary>Whether the client's close frame is answered.</summary>
    public bool AnswersGoodbyes { get; set; } = true;

    /// <summary>From now on every dial is accepted: the default.</summary>
    public void AcceptAll() => AnswerWith(static _ => null);

    /// <summary>From now on every dial is answered by the function; null accepts.</summary>
    public void AnswerWith(Func<FakeTransport, DisconnectInfo?> answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        (_answer, _answers) = (answer, true);
    }

    /// <summary>From now on every handshake is refused.</summary>
    public void RefuseAll(int status, TimeSpan? retryAfter = null, string? body = null) =>
        AnswerWith(_ => new DisconnectInfo(DisconnectCause.Refused, HttpStatus: status, RetryAfter: retryAfter, Body: body));

    /// <summary>From now on no dial reaches anybody.</summary>
    public void BeUnreachable() => AnswerWith(static _ => new DisconnectInfo(DisconnectCause.Unreachable));

    /// <summary>From now on no handshake is answered, until <see cref="FakeTransport.Accept"/> or <see cref="FakeTransport.End"/>.</summary>
    public void IgnoreAll() => _answers = false;

    /// <summary>Closes the connection with a code; 1005 stands for a close frame without one.</summary>
    public void Close(int code, string reason = "") =>
        Connection.End(new DisconnectInfo(DisconnectCause.Closed, code, reason));

    /// <summary>Breaks the connection.</summary>
    public void Drop() => Connection.End(new DisconnectInfo(DisconnectCause.Dropped, CloseCode.AbnormalClosure));

    /// <summary>Sends text to the client.</summary>
    public void Send(string text) => Connection.Send(new SocketMessage(MessageKind.Text, Encoding.UTF8.GetBytes(text)));

    /// <summary>Sends bytes to the client.</summary>
    public void Send(ReadOnlyMemory<byte> bytes) => Connection.Send(new SocketMessage(MessageKind.Binary, bytes));

    /// <inheritdoc/>
    public ITransport Create(TransportRequest request)
    {
        var transport = new FakeTransport(this, request);
        _dials.Add(transport);
        return transport;
    }

    internal void Answer(FakeTransport dial)
    {
        if (_answers)
        {
            dial.Answer(_answer(dial));
        }
    }

    internal void Count() => MostOpenConnections = Math.Max(MostOpenConnections, OpenConnections);
}
