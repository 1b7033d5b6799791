using System.Text;
using TokenSocket.CloseCodes;
using TokenSocket.Credentials;
using TokenSocket.Protocols;
using TokenSocket.Running.Sessions;
using TokenSocket.Transport;

namespace TokenSocket;

/// <summary>Gives each connection the session that its dialect speaks.</summary>
internal static class SessionMap
{
    private const string V2 = "2";

    /// <summary>Makes the session inside a connection; null where the dialect speaks none.</summary>
    public static Func<SessionStart, SessionProtocol>? ToSession(TokenSocketOptions options, SessionDesk desk) => options.Dialect.Session switch
    {
        SessionKind.SocketIo => start => new SocketIoProtocol(ToSocketIo(options, start.Token)),
        SessionKind.Pusher => start => new PusherProtocol(desk.MemoryOf(start.Address), IsV2(start.Address)),
        _ => null,
    };

    /// <summary>Whether the options lead to the second version of the Pusher protocol.</summary>
    public static bool SpeaksV2(TokenSocketOptions options) => IsV2(AddressQuery.Complete(options.GatewayUrl!, options.Dialect.Query));

    /// <summary>Whether the first packet of a session carries the token.</summary>
    public static bool BeginsWithToken(TokenSocketOptions options) =>
        options.Dialect.Session == SessionKind.SocketIo && options.SocketIo.Auth?.Contains(InBandToken.Place, StringComparison.Ordinal) == true;

    private static bool IsV2(Uri address) => AddressQuery.ValueOf(address, "protocol") == V2;

    private static SocketIoSettings ToSocketIo(TokenSocketOptions options, AccessToken? token) =>
        new(options.SocketIo.Namespace, AuthOf(options, token), GreetingOf(options), options.MaxMessageSize);

    private static string? AuthOf(TokenSocketOptions options, AccessToken? token) => (options.SocketIo.Auth, token) switch
    {
        (null, _) => null,
        ({ } auth, { } one) => Encoding.UTF8.GetString(InBandToken.Write(auth, one)),
        ({ } auth, null) => BeginsWithToken(options) ? null : auth,
    };

    private static SocketIoGreeting? GreetingOf(TokenSocketOptions options) =>
        options.Dialect.Greeting is { } greeting && options.Headers.TryGetValue(greeting.Header, out var value) ? new SocketIoGreeting(greeting.Event, [value]) : null;
}
