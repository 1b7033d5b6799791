using System.Text.Json;
using TokenSocket.CloseCodes;

namespace TokenSocket.Gateway;

/// <summary>How a gateway acts a Socket.IO server (<see cref="SessionKind.SocketIo"/>): v4, over Engine.IO 4, by WebSocket alone.</summary>
/// <remarks>The Socket.IO documentation, "The Socket.IO protocol" and "The Engine.IO protocol".</remarks>
public sealed class SocketIoGatewayOptions
{
    /// <summary>How long after a pong the next ping is sent; told to the client in whole milliseconds.</summary>
    /// <value>The default is 25 seconds.</value>
    public TimeSpan PingInterval { get; set; } = TimeSpan.FromSeconds(25);

    /// <summary>How long the client may take for a pong before it is closed without a code; told to the client in whole milliseconds.</summary>
    /// <value>The default is 20 seconds.</value>
    public TimeSpan PingTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>How long the client may be without a namespace before it is closed without a code.</summary>
    /// <value>The default is 45 seconds.</value>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(45);

    /// <summary>The longest message, in bytes, that the client may send; told to the client, and a longer one is closed with 1009.</summary>
    /// <value>The default is 100,000. <see cref="TokenGatewayOptions.MaxMessageSize"/> holds beside it, for an event with its attachments too.</value>
    public int MaxPayload { get; set; } = 100_000;

    /// <summary>The namespaces that there are; any other is refused as <c>Invalid namespace</c>.</summary>
    /// <value>The default is <c>/</c> alone.</value>
    public IList<string> Namespaces { get; } = ["/"];

    /// <summary>Whether pings are sent. Read anew each time, from any thread: turn it off to act a server that has gone.</summary>
    /// <value>The default is true.</value>
    public bool SendPings { get; set; } = true;

    /// <summary>Whether the connect packet is answered at all. Read anew each time, from any thread.</summary>
    /// <value>The default is true.</value>
    public bool AnswerConnects { get; set; } = true;

    /// <summary>Whether <c>join</c> is acknowledged (LSports). Read anew each time, from any thread.</summary>
    /// <value>The default is true.</value>
    public bool AcknowledgeJoins { get; set; } = true;

    /// <summary>
    /// What is answered to the handshake of a customer (LSports), by the number in <c>customerid</c>: 402 if the account is inactive, 403 if there
    /// is none, null to let it in.
    /// </summary>
    /// <value>The default lets everybody in.</value>
    public Func<string, int?>? JudgeCustomer { get; set; }

    /// <summary>
    /// Called when a client wants to connect to a namespace, with the object that it sent along, if any, which may hold a token.
    /// Null lets it in. If it throws, the connection is closed with 1011.
    /// </summary>
    public Func<GatewayConnection, JsonElement?, CancellationToken, ValueTask<SocketIoRefusal?>>? OnConnect { get; set; }

    /// <summary>
    /// Called for each event, in order and one at a time for one connection; nothing more is read from it meanwhile, pongs and
    /// acknowledgements included. What it returns acknowledges the event, if the client asked for that; null does not.
    /// If it throws, the connection is closed with 1011. As LSports, <c>join</c> is acknowledged before, and what is returned for it is not looked at.
    /// </summary>
    /// <value>Without it, <see cref="TokenGatewayOptions.OnMessage"/> gets the JSON array of each event, the name first.</value>
    public Func<GatewayConnection, SocketIoEvent, CancellationToken, ValueTask<IReadOnlyList<object?>?>>? OnEvent { get; set; }
}
