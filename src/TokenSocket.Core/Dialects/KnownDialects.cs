using TokenSocket.CloseCodes;

namespace TokenSocket.Dialects;

/// <summary>Every dialect that is shipped. A new one is a file beside this one and a line here.</summary>
public static class KnownDialects
{
    /// <summary>The 4001–4004 dialect: the default.</summary>
    public static CloseDialect TokenSocket => TokenSocketDialect.Instance;

    /// <summary>The registered close codes and HTTP statuses alone.</summary>
    public static CloseDialect Rfc6455 => Rfc6455Dialect.Instance;

    /// <summary>An earlier version of the service that the default is about.</summary>
    public static CloseDialect TokenSocketV1 => TokenSocketV1Dialect.Instance;

    /// <summary>The RMS-Socket of LSports.</summary>
    public static CloseDialect LSports => LSportsDialect.Instance;

    /// <summary>WireSocket.</summary>
    public static CloseDialect WireSocket => WireSocketDialect.Instance;

    /// <summary>Pusher Channels, and servers that speak its protocol.</summary>
    public static CloseDialect Pusher => PusherDialect.Instance;

    /// <summary>Sockudo.</summary>
    public static CloseDialect Sockudo => SockudoDialect.Instance;

    /// <summary>The gateway of Discord, to which bots connect.</summary>
    public static CloseDialect DiscordGateway => DiscordGatewayDialect.Instance;

    /// <summary>EventSub of Twitch.</summary>
    public static CloseDialect TwitchEventSub => TwitchEventSubDialect.Instance;

    /// <summary>Servers of the GraphQL over WebSocket protocol.</summary>
    public static CloseDialect GraphQLTransportWs => GraphQLTransportWsDialect.Instance;

    /// <summary>Centrifugo.</summary>
    public static CloseDialect Centrifugo => CentrifugoDialect.Instance;

    /// <summary>Hocuspocus.</summary>
    public static CloseDialect Hocuspocus => HocuspocusDialect.Instance;

    /// <summary>obs-websocket, by which OBS Studio is controlled.</summary>
    public static CloseDialect ObsWebSocket => ObsWebSocketDialect.Instance;

    /// <summary>Phoenix channels.</summary>
    public static CloseDialect Phoenix => PhoenixDialect.Instance;

    /// <summary>Nakama.</summary>
    public static CloseDialect Nakama => NakamaDialect.Instance;

    /// <summary>The live feeds of PandaScore.</summary>
    public static CloseDialect PandaScore => PandaScoreDialect.Instance;

    /// <summary>All of them, the default first.</summary>
    public static IReadOnlyList<CloseDialect> All { get; } =
    [
        TokenSocket,
        TokenSocketV1,
        LSports,
        WireSocket,
        Sockudo,
        Pusher,
        DiscordGateway,
        TwitchEventSub,
        GraphQLTransportWs,
        Centrifugo,
        Hocuspocus,
        ObsWebSocket,
        Phoenix,
        Nakama,
        PandaScore,
        Rfc6455,
    ];

    /// <summary>The dialect of that name, without regard to case; null where there is none.</summary>
    public static CloseDialect? Find(string name) =>
        All.FirstOrDefault(dialect => string.Equals(dialect.Name, name, StringComparison.OrdinalIgnoreCase));
}
