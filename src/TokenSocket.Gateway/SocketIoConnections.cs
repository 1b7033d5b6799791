using TokenSocket.CloseCodes;
using TokenSocket.Gateway.Sessions.SocketIo;

namespace TokenSocket.Gateway;

/// <summary>What a gateway does to a client inside a Socket.IO session (<see cref="SessionKind.SocketIo"/>). Thread-safe.</summary>
/// <remarks>Each goes to the namespace that the client connected to first, of those it is still in.</remarks>
public static class SocketIoConnections
{
    /// <summary>Sends an event, after all that was sent before.</summary>
    /// <param name="connection">To whom.</param>
    /// <param name="name">None of the names that Socket.IO keeps for itself, such as <c>connect</c>.</param>
    /// <param name="arguments">
    /// A <c>byte[]</c> or <see cref="ReadOnlyMemory{T}"/> of bytes is attached as it is; anything else is written as System.Text.Json does.
    /// </param>
    /// <returns>
    /// True once it has been handed to the network; false if the client is in no namespace, or, as LSports, has not joined where the event needs it.
    /// </returns>
    /// <exception cref="InvalidOperationException">The connection speaks no Socket.IO.</exception>
    /// <exception cref="ArgumentException">The name is one of Socket.IO's own.</exception>
    /// <exception cref="NotSupportedException">An argument cannot be written as JSON.</exception>
    public static Task<bool> EmitAsync(this GatewayConnection connection, string name, params object?[] arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        return SessionOf(connection).EmitAsync(Checked(name), arguments);
    }

    /// <summary>As <see cref="EmitAsync"/>, and waits for the client's acknowledgement. In a callback that the client's reading waits for, none comes.</summary>
    /// <param name="connection">To whom.</param>
    /// <param name="name">As with <see cref="EmitAsync"/>.</param>
    /// <param name="timeout">How long to wait.</param>
    /// <param name="arguments">As with <see cref="EmitAsync"/>.</param>
    /// <returns>Null if the client did not answer in time, or the connection ended first, or the event was not sent.</returns>
    /// <inheritdoc cref="EmitAsync"/>
    public static Task<SocketIoAnswer?> EmitWithAckAsync(this GatewayConnection connection, string name, TimeSpan timeout, params object?[] arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        return SessionOf(connection).EmitWithAckAsync(Checked(name), timeout, arguments);
    }

    /// <summary>Tells the client that its namespaces are closed to it (<c>41</c>). It may connect to them again while the WebSocket is open.</summary>
    /// <param name="connection">Whom.</param>
    /// <param name="closeTransport">Whether the WebSocket is closed too, without a code; else it stays open.</param>
    /// <returns>Completes once it was handed to the network, or the connection ended otherwise.</returns>
    /// <exception cref="InvalidOperationException">The connection speaks no Socket.IO.</exception>
    public static Task DisconnectSessionAsync(this GatewayConnection connection, bool closeTransport = false) =>
        SessionOf(connection).DisconnectAsync(closeTransport);

    private static SocketIoSession SessionOf(GatewayConnection connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return connection.Session as SocketIoSession ?? throw new InvalidOperationException("This connection speaks no Socket.IO: TokenGatewayOptions.Session says what is spoken.");
    }

    private static string Checked(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return PacketRules.AllowName(name) ? name : throw new ArgumentException($"Socket.IO keeps '{name}' for itself.", nameof(name));
    }
}
