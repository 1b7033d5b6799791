using TokenSocket.Gateway;

namespace Quickstart;

/// <summary>What the server knows of its one client.</summary>
internal sealed record ServerView(string Connection, long Handshakes)
{
    public static ServerView Of(LoopbackGateway server) => new(ConnectionOf(server).Id, server.Gateway.HandshakesSeen);

    public static GatewayConnection ConnectionOf(LoopbackGateway server) => server.Gateway.Connections.ToArray() is [var only]
        ? only
        : throw new Surprise($"server: expected one connection, got {server.Gateway.Connections.Count}");

    /// <summary>Holds if nobody has dialled since, and the connection is the same.</summary>
    public void StaysSo(LoopbackGateway server)
    {
        Surprise.UnlessEqual("server: its view", this, Of(server));
        Screen.Line("server", Screen.Good, "sees", "the same connection as before, and no new dial");
    }

    /// <summary>Holds if this connection ends with a goodbye of the client.</summary>
    public static async Task HearsGoodbyeAsync(GatewayConnection connection)
    {
        Surprise.UnlessEqual("server: code of the goodbye", 1000, (await connection.Ended)?.Code);
        Screen.Line("server", Screen.Aside, "hears", "the goodbye, 1000");
    }
}
