using Microsoft.AspNetCore.Http;
using TokenSocket.CloseCodes;
using TokenSocket.Gateway.Sessions.Pusher;
using TokenSocket.Gateway.Sessions.SocketIo;

namespace TokenSocket.Gateway.Sessions;

/// <summary>Makes the session that a connection's client is expected to speak.</summary>
internal sealed class SessionMaker(TokenGateway gateway, TokenGatewayOptions options, TimeProvider time)
{
    /// <summary>What the server of the session looks at before the upgrade.</summary>
    /// <returns>Null to let the handshake in.</returns>
    public Refusal? Check(HttpRequest request) => options.SpokenSession switch
    {
        SessionKind.SocketIo => SocketIoDoor.Check(request, options),
        _ => null,
    };

    public ServerSession Make(GatewayConnection connection, SessionDial dial)
    {
        var line = new SessionLine(connection, options);
        return options.SpokenSession switch
        {
            SessionKind.Pusher => new PusherServerSession(line, gateway.Channels, dial, options),
            SessionKind.SocketIo => new SocketIoSession(line, options, () => gateway.SessionRefusal, time),
            _ => new PlainSession(line, time),
        };
    }
}
