using System.Text.Json;

namespace TokenSocket.Gateway.Sessions.Pusher;

/// <summary>What one client asks for. Under the lock of the channels; each request is answered with what is wrong with it, or null.</summary>
internal sealed class PusherRequests(PusherChannels hub, PusherSession session, string? appKey)
{
    private const int LongestEventName = 200;

    private readonly ClientEventRate _rate = new(hub.Options.ClientEventsPerSecond, hub.Time);

    public PusherError? Handle(ClientFrame frame) => frame switch
    {
        { Command: "ping" } => Answer(),
        { Command: "subscribe" } => Subscribe(frame),
        { Command: "unsubscribe" } => Unsubscribe(frame),
        { Command: "resume" } => Resume(frame),
        { IsClientEvent: true } => Relay(frame),

        // A pong is heard like any other message, and what is unknown is for another server.
        _ => null,
    };

    private PusherError? Answer()
    {
        session.Send(session.Frames.Pong);
        return null;
    }

    private PusherError? Subscribe(ClientFrame frame)
    {
        if (PusherJson.ObjectIn(frame.Data) is not { } data || PusherJson.TextMember(data, "channel") is not { } channel)
            return PusherError.Malformed("The subscription names no channel.");
        if (ChannelName.Check(channel, session.Frames.IsV2) is { } error)
            return error;

        PusherMember? member = null;
        if (ChannelName.IsGuarded(channel))
        {
            string? channelData = ChannelName.IsPresence(channel) ? PusherJson.TextMember(data, "channel_data") : null;
            if (!IsAllowed(channel, PusherJson.TextMember(data, "auth"), channelData))
                return null;
            if (ChannelName.IsPresence(channel) && ReadMember(channel, channelData, out member) is { } fault)
                return fault;
        }

        hub.Table.Join(channel, session, member);
        return null;
    }

    private PusherError? Unsubscribe(ClientFrame frame)
    {
        if (PusherJson.ObjectIn(frame.Data) is not { } data || PusherJson.TextMember(data, "channel") is not { } channel)
            return PusherError.Malformed("The end of a subscription names no channel.");

        hub.Table.Leave(channel, session);
        return null;
    }

    /// <summary>Tells the client itself where it is not.</summary>
    private bool IsAllowed(string channel, string? auth, string? channelData)
    {
        (string Message, int Status)? refusal = (auth, hub.Options.AppSecret) switch
        {
            (null, _) => ("The channel needs a signature.", 401),
            (_, null) => ("The gateway has no secret to check signatures with.", 403),
            var (given, secret) => ChannelSignature.Fits(given, hub.Options.AppKey ?? appKey, ChannelSignature.Of(secret, session.SocketId, channel, channelData))
                ? null
                : ("The signature does not fit the socket, the channel and its data.", 403),
        };
        if (refusal is { } told)
            session.Send(session.Frames.SubscriptionError(channel, told.Message, told.Status));

        return refusal is null;
    }

    private static PusherError? ReadMember(string channel, string? channelData, out PusherMember? member)
    {
        member = null;
        if (channelData is null || PusherJson.ReadText(channelData) is not { ValueKind: JsonValueKind.Object } data)
            return PusherError.Malformed("A presence channel needs channel_data that holds a JSON object.", channel);

        string? userId = PusherJson.Member(data, "user_id") switch
        {
            { ValueKind: JsonValueKind.String } text => text.GetString(),
            { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
            _ => null,
        };
        if (string.IsNullOrEmpty(userId))
            return PusherError.BadChannel("The channel_data has no user_id.", channel);

        string userInfo = PusherJson.Member(data, "user_info") is { ValueKind: not JsonValueKind.Null } info ? info.GetRawText() : "{}";
        member = new PusherMember(userId, userInfo);
        return null;
    }

    private PusherError? Relay(ClientFrame frame)
    {
        if (!_rate.TryTake())
            return PusherError.TooManyEvents;
        if (frame.Event.Length > LongestEventName)
            return PusherError.Malformed($"The name of an event has at most {LongestEventName} characters.");
        if (frame.Channel is not { } channel)
            return PusherError.BadClientEvent("The client event names no channel.");
        if (!ChannelName.IsGuarded(channel) || channel.StartsWith("private-encrypted-", StringComparison.Ordinal))
            return PusherError.BadClientEvent("Client events go to private and presence channels only.", channel);
        if (!hub.Table.Has(channel, session))
            return PusherError.BadClientEvent("The connection is not subscribed to the channel of its client event.", channel);

        hub.Table.Relay(channel, frame.Event, frame.Data?.GetRawText() ?? "null", session);
        return null;
    }

    private PusherError? Resume(ClientFrame frame)
    {
        if (!session.Frames.IsV2 || hub.Recovery == PusherRecoveryMode.Off)
            return PusherError.NoRecovery;
        if (ResumePosition.ReadAll(frame.Data, out IReadOnlyList<ResumePosition> positions) is { } error)
            return error;

        // The channels are locked until the last of these has been handed over, so nothing live comes in between.
        var outcomes = new List<(string Channel, ResumeOutcome Outcome)>();
        foreach (ResumePosition position in positions)
        {
            ResumeOutcome outcome = Resume(position);
            outcomes.Add((position.Channel, outcome));
            foreach (KeptMessage message in outcome is ResumeOutcome.Recovered recovered ? recovered.Messages : [])
                session.Send(message.Frame);
            if (outcome is ResumeOutcome.Failed failure)
                session.Send(session.Frames.ResumeFailed(position.Channel, failure));
        }

        session.Send(session.Frames.ResumeSuccess(outcomes));
        return null;
    }

    private ResumeOutcome Resume(ResumePosition position)
    {
        if (hub.Recovery == PusherRecoveryMode.Unavailable)
            return new ResumeOutcome.Failed("persistence_unavailable", "durable_history_state_unavailable", position.StreamId);

        // A replay must not open what a signature closes.
        return ChannelName.IsGuarded(position.Channel) && !hub.Table.Has(position.Channel, session)
            ? new ResumeOutcome.Failed("continuity_unverifiable", "channel_not_subscribed", position.StreamId)
            : hub.Table.Resume(position);
    }
}
