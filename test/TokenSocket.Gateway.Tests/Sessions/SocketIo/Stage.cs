using System.Text;
using TokenSocket.CloseCodes;
using TokenSocket.Dialects;
using TokenSocket.Gateway.Sessions;
using TokenSocket.Gateway.Sessions.SocketIo;
using TokenSocket.Testing;

namespace TokenSocket.Gateway.Tests.Sessions.SocketIo;

/// <summary>A session in virtual time, what it sends, and how it ends its connection.</summary>
internal sealed class Stage : ISessionLine
{
    private readonly List<GatewayMessage> _sent = [];

    public Stage(CloseDialect? dialect = null)
    {
        Options = new TokenGatewayOptions { Dialect = dialect ?? KnownDialects.LSports };
        Connection = new GatewayConnection("client", owner: null, remote: null, new Outbox(1, TimeSpan.FromSeconds(1), Time));
        Session = new SocketIoSession(this, Options, () => Refusal, Time);
        Connection.Session = Session;
    }

    public VirtualTime Time { get; } = new();

    public TokenGatewayOptions Options { get; }

    public SocketIoSession Session { get; }

    public GatewayConnection Connection { get; }

    /// <summary>What every client is refused with.</summary>
    public SocketIoRefusal? Refusal { get; set; }

    /// <summary>The code that it was closed with, 1005 for none; null while it is open.</summary>
    public int? Closed { get; private set; }

    /// <summary>How often the service heard that the client can use its session.</summary>
    public int Opened { get; private set; }

    /// <summary>What the service was handed, and the text of it.</summary>
    public List<string> Delivered { get; } = [];

    /// <summary>Frames sent since the last look: text as it is, bytes in hexadecimal.</summary>
    public string[] Sent
    {
        get
        {
            string[] sent = [.. _sent.Select(message => message.IsText ? message.Text : Convert.ToHexString(message.Bytes.Span))];
            _sent.Clear();
            return sent;
        }
    }

    /// <summary>A client that is in the main namespace, nothing left to look at.</summary>
    public static Stage Connected(CloseDialect? dialect = null, params string[] frames)
    {
        var stage = new Stage(dialect);
        stage.Begin();
        stage.Receive("40");
        foreach (string frame in frames)
            stage.Receive(frame);
        _ = stage.Sent;
        return stage;
    }

    public void Begin() => Finish(Session.BeginAsync(CancellationToken.None));

    public void Receive(string text) => Receive(isText: true, Encoding.UTF8.GetBytes(text));

    public void Receive(byte[] bytes) => Receive(isText: false, bytes);

    public void Receive(bool isText, byte[] bytes) => Finish(Session.ReceiveAsync(new GatewayMessage(isText, bytes), CancellationToken.None));

    public Task<bool> SendAsync(IReadOnlyList<GatewayMessage> messages, CancellationToken cancellationToken = default)
    {
        _sent.AddRange(messages);
        return Task.FromResult(Closed is null);
    }

    public void Close(int code, string reason) => Closed ??= code;

    public void CloseWithoutCode() => Closed ??= CloseCode.NoStatus;

    public ValueTask OpenAsync(CancellationToken ending)
    {
        Opened++;
        return ValueTask.CompletedTask;
    }

    public ValueTask DeliverAsync(GatewayMessage message, CancellationToken ending)
    {
        Delivered.Add(message.Text);
        return ValueTask.CompletedTask;
    }

    private static void Finish(ValueTask call)
    {
        Assert.That(call.IsCompleted, Is.True, "The session waits for something.");
        call.GetAwaiter().GetResult();
    }
}
