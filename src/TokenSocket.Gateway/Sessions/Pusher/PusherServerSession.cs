using TokenSocket.CloseCodes;
using TokenSocket.Dialects;

namespace TokenSocket.Gateway.Sessions.Pusher;

/// <summary>A Pusher session on one accepted connection. The service hears of client events that were passed on.</summary>
internal sealed class PusherServerSession : ServerSession
{
    private readonly PusherSession _session;
    private readonly string? _token;

    /// <param name="line">The way to the client and to the service.</param>
    /// <param name="channels">The channels of all connections.</param>
    /// <param name="dial">What the client dialled.</param>
    /// <param name="options">The server that is acted.</param>
    public PusherServerSession(ISessionLine line, PusherChannels channels, SessionDial dial, TokenGatewayOptions options)
        : base(line, channels.Time)
    {
        var door = PusherDoor.Open(dial.Path, dial.Query["protocol"], SpeaksV2(options.Dialect), channels.Options.AppKey);
        _session = new PusherSession(channels, new ConnectionPeer(line.Connection), door);

        // One that was asked for at the handshake is claimed already, and tells its end by the handshake's code.
        _token = options.Token.IsSent ? null : dial.Query[TokenName(options.Dialect)].ToString();
    }

    public override async ValueTask BeginAsync(CancellationToken ending)
    {
        await _session.BeginAsync(_token).ConfigureAwait(false);
        if (Line.Connection.IsOpen)
            await Line.OpenAsync(ending).ConfigureAwait(false);
    }

    public override async ValueTask ReceiveAsync(GatewayMessage message, CancellationToken ending)
    {
        if (await _session.ReceiveAsync(message.Bytes).ConfigureAwait(false))
            await Line.DeliverAsync(message, ending).ConfigureAwait(false);
    }

    public override bool SaysFirst(int code) => code is >= PusherError.Lowest and <= PusherError.Highest;

    public override bool TryRefuse(int number, string words, out Task sent)
    {
        _session.Fail(new PusherError(number, words));

        // The close was ordered already; this says when it has been sent.
        sent = Line.Connection.CloseAsync(number);
        return true;
    }

    /// <summary>Tells the client of an error and goes on.</summary>
    public void Tell(PusherError error) => _session.Tell(error);

    public override void Dispose()
    {
        _session.Dispose();
        base.Dispose();
    }

    private static string TokenName(CloseDialect dialect) =>
        dialect.Token.Places().FirstOrDefault(static place => place.In == TokenLocation.Query)?.Name ?? "token";

    private static bool SpeaksV2(CloseDialect dialect)
    {
        for (CloseDialect? table = dialect; table is not null; table = table.Fallback)
        {
            if (table.Name == KnownDialects.Sockudo.Name)
                return true;
        }

        return false;
    }
}
