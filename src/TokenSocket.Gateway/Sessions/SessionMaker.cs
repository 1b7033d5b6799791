using TokenSocket.CloseCodes;
using TokenSocket.Gateway.Sessions.Pusher;

namespace TokenSocket.Gateway.Sessions;

/// <summary>Makes the session that a connection's client is expected to speak.</summary>
internal sealed class SessionMaker(TokenGatewayOptions options, PusherChannels channels, TimeProvider time)
{
    public ServerSession Make(GatewayConnection connection, SessionDial dial)
    {
        var line = new SessionLine(connection, options);
        return options.SpokenSession switch
        {
            SessionKind.Pusher => new PusherServerSession(line, channels, dial, options),
            _ => new PlainSession(line, time),
        };
    }
}
