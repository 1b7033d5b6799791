using TokenSocket.CloseCodes;

namespace TokenSocket.Dialects;

/// <summary>Every dialect that is shipped. A new one is a file beside this one and a line here.</summary>
public static class KnownDialects
{
    private static readonly List<CloseDialect> Shipped = [];

    /// <summary>The 4001–4004 dialect: the default.</summary>
    public static CloseDialect TokenSocket { get; } = Ship(TokenSocketDialect.Instance);

    /// <summary>An earlier version of the service that the default is about.</summary>
    public static CloseDialect TokenSocketV1 { get; } = Ship(TokenSocketV1Dialect.Instance);

    /// <summary>The RMS-Socket of LSports.</summary>
    public static CloseDialect LSports { get; } = Ship(LSportsDialect.Instance);

    /// <summary>WireSocket, with its JWTs, limits and regions.</summary>
    public static CloseDialect WireSocket { get; } = Ship(WireSocketDialect.Instance);

    /// <summary>Sockudo, which speaks the protocol of Pusher and renews tokens in it.</summary>
    public static CloseDialect Sockudo { get; } = Ship(SockudoDialect.Instance);

    /// <summary>Pusher Channels, and servers that speak its protocol.</summary>
    public static CloseDialect Pusher { get; } = Ship(PusherDialect.Instance);

    /// <summary>The gateway of Discord, to which bots connect.</summary>
    public static CloseDialect DiscordGateway { get; } = Ship(DiscordGatewayDialect.Instance);

    /// <summary>EventSub of Twitch, over WebSocket.</summary>
    public static CloseDialect TwitchEventSub { get; } = Ship(TwitchEventSubDialect.Instance);

    /// <summary>Servers of the GraphQL over WebSocket protocol.</summary>
    public static CloseDialect GraphQLTransportWs { get; } = Ship(GraphQLTransportWsDialect.Instance);

    /// <summary>Centrifugo, a server for messages in real time.</summary>
    public static CloseDialect Centrifugo { get; } = Ship(CentrifugoDialect.Instance);

    /// <summary>Hocuspocus, a server for documents that are written together.</summary>
    public static CloseDialect Hocuspocus { get; } = Ship(HocuspocusDialect.Instance);

    /// <summary>obs-websocket, by which OBS Studio is controlled.</summary>
    public static CloseDialect ObsWebSocket { get; } = Ship(ObsWebSocketDialect.Instance);

    /// <summary>Channels of the Phoenix framework.</summary>
    public static CloseDialect Phoenix { get; } = Ship(PhoenixDialect.Instance);

    /// <summary>Nakama, a server for games.</summary>
    public static CloseDialect Nakama { get; } = Ship(NakamaDialect.Instance);

    /// <summary>The live feeds of PandaScore.</summary>
    public static CloseDialect PandaScore { get; } = Ship(PandaScoreDialect.Instance);

    /// <summary>The registered close codes and HTTP statuses alone.</summary>
    public static CloseDialect Rfc6455 { get; } = Ship(Rfc6455Dialect.Instance);

    /// <summary>All of them, the default first.</summary>
    public static IReadOnlyList<CloseDialect> All { get; } = Shipped.AsReadOnly();

    /// <summary>The dialect of that name, without regard to case; null where there is none.</summary>
    public static CloseDialect? Find(string name) =>
        Shipped.Find(dialect => string.Equals(dialect.Name, name, StringComparison.OrdinalIgnoreCase));

    private static CloseDialect Ship(CloseDialect dialect)
    {
        Shipped.Add(dialect);
        return dialect;
    }
}
