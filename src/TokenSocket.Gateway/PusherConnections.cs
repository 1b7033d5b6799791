using TokenSocket.Gateway.Sessions.Pusher;

namespace TokenSocket.Gateway;

/// <summary>What a server that speaks Pusher's protocol says to one client besides its channels.</summary>
public static class PusherConnections
{
    /// <summary>Tells the client of an error by an event, then closes with the same code and, as the protocol has it, without a reason.</summary>
    /// <param name="connection">A connection of a gateway that acts as a Pusher server.</param>
    /// <param name="code">4000 to 4999.</param>
    /// <param name="message">The sentence in the event.</param>
    /// <returns>Completes once the close frame was handed to the network, or the connection ended otherwise.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The code is out of range.</exception>
    /// <exception cref="InvalidOperationException">The connection speaks another protocol.</exception>
    public static Task FailAsync(this GatewayConnection connection, int code, string message)
    {
        PusherServerSession session = SessionOf(connection);
        PusherError error = ErrorOf(code, message);
        session.TryRefuse(error.Code, error.Message, out Task sent);
        return sent;
    }

    /// <summary>Tells the client of an error by an event, and goes on.</summary>
    /// <inheritdoc cref="FailAsync"/>
    public static void TellError(this GatewayConnection connection, int code, string message) =>
        SessionOf(connection).Tell(ErrorOf(code, message));

    private static PusherServerSession SessionOf(GatewayConnection connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return connection.Session as PusherServerSession
            ?? throw new InvalidOperationException("The connection does not speak the protocol of Pusher; set Session to Pusher.");
    }

    private static PusherError ErrorOf(int code, string message)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentOutOfRangeException.ThrowIfLessThan(code, PusherError.Lowest);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(code, PusherError.Highest);
        return new PusherError(code, message);
    }
}
