using System.Text.Json;
using TokenSocket.CloseCodes;
using static TokenSocket.Protocols.SessionOrder;

namespace TokenSocket.Protocols;

/// <summary>Turns what a server says in a session that is up into what the program is told.</summary>
/// <param name="memory">What is wanted.</param>
/// <param name="recovery">What is missed.</param>
/// <param name="subscriptions">How the channels stand.</param>
/// <param name="isV2">Whether messages have names and positions.</param>
internal sealed class PusherNews(PusherMemory memory, PusherRecovery recovery, PusherSubscriptions subscriptions, bool isV2)
{
    private const int TokenExpiredCode = 40142;
    private const string NoReason = "The server refused the subscription without a word.";

    /// <summary>What is to be done about an event.</summary>
    public IEnumerable<SessionOrder> Of(PusherFrame frame) => frame.Event switch
    {
        PusherEvent.Pong => [],
        PusherEvent.SubscriptionSucceeded => Accept(frame),
        PusherEvent.SubscriptionError => Refuse(frame),
        PusherEvent.ResumeSuccess => Resume(frame),
        PusherEvent.ResumeFailed => Fail(frame),
        PusherEvent.TokenExpired => Renew(frame),
        _ => Tell(frame),
    };

    /// <summary>The server reports an error that ends nothing.</summary>
    public IEnumerable<SessionOrder> Of(PusherFrame frame, PusherError error)
    {
        IEnumerable<SessionEvent> failures = error.IsAboutRecovery ? recovery.FailAll() : [];
        return [.. Tell(frame, [new ErrorReceived(error.Code, error.Message, error.Channel), .. failures]), .. Release()];
    }

    /// <summary>The server has not said what becomes of the messages that were missed. Told on a frame without text, for the server sent none.</summary>
    public IEnumerable<SessionOrder> GiveUp() =>
        [.. recovery.FailAll().Select(static failure => new Deliver(new SessionFrame(IsText: true, default), failure)), .. Release()];

    private IEnumerable<SessionOrder> Accept(PusherFrame frame)
    {
        var head = frame.Position;
        if (head is null && isV2 && frame.Data is { ValueKind: JsonValueKind.Object })
        {
            var data = frame.DataFields();
            head = data.Position("message_id");
            if (data.Fault is { } fault)
            {
                return [PusherViolation.Of(fault)];
            }
        }

        if (frame.Channel is not { } channel)
        {
            return WithoutChannel(frame);
        }

        return memory.Wants(channel) ? Tell(frame, new Subscribed(channel, frame.Data ?? default), isV2 ? recovery.Accept(channel, head) : null) : [];
    }

    private IEnumerable<SessionOrder> Refuse(PusherFrame frame)
    {
        var data = frame.Data is null ? null : frame.DataFields();
        var (status, reason) = (data?.Number("status"), data?.Text("error") ?? data?.Text("reason") ?? data?.Text("message"));
        if (data?.Fault is { } fault)
        {
            return [PusherViolation.Of(fault)];
        }

        if (frame.Channel is not { } channel)
        {
            return WithoutChannel(frame);
        }

        if (!memory.Wants(channel))
        {
            return [];
        }

        subscriptions.Refuse(channel);
        return Tell(frame, new SubscriptionRefused(channel, status, string.IsNullOrEmpty(reason) ? NoReason : ServerText.Clean(reason)!));
    }

    private IEnumerable<SessionOrder> Resume(PusherFrame frame)
    {
        if (PusherResumption.Read(frame, out var fault) is not { } resumption)
        {
            return [PusherViolation.Of(fault!)];
        }

        SessionEvent?[] told =
        [
            .. resumption.Recovered.Select(one => recovery.Recover(one.Channel, one.Count, one.Position)),
            .. resumption.Failed.Select(one => recovery.Fail(one.Channel, one.Code)),
        ];
        return [.. Tell(frame, [.. told, .. recovery.FailUnnamed()]), .. Release()];
    }

    private IEnumerable<SessionOrder> Fail(PusherFrame frame)
    {
        var data = frame.DataFields();
        var (channel, code) = (frame.Channel ?? data.Required("channel"), data.Required("code"));
        return data.Fault is { } fault ? [PusherViolation.Of(fault)] : [.. Tell(frame, [recovery.Fail(channel, code)]), .. Release()];
    }

    private IEnumerable<SessionOrder> Renew(PusherFrame frame)
    {
        var data = frame.DataFields();
        var (code, reason) = (data.Number("code"), data.Text("reason") ?? "");
        if (data.Fault is { } fault)
        {
            return [PusherViolation.Of(fault)];
        }

        return code is null or TokenExpiredCode ? [new RenewToken(), .. Tell(frame)] : Tell(frame, new ErrorReceived(code, reason, frame.Channel));
    }

    private IEnumerable<SessionOrder> Tell(PusherFrame frame)
    {
        if (frame.Channel is { } channel)
        {
            if (!memory.Follows(channel))
            {
                return [];
            }

            if (frame.Position is { } position)
            {
                if (recovery.IsAhead(channel, position))
                {
                    return [.. Tell(frame, [recovery.Hold(channel, frame)]), .. Release()];
                }

                recovery.Advance(channel, position);
            }
        }

        return frame.MessageId is { } id && !memory.See(frame.Channel, id)
            ? []
            : Tell(frame, new EventReceived(frame.Name, frame.Channel, frame.Data is { } data ? [data] : []) { UserId = frame.UserId });
    }

    /// <summary>What came ahead of messages that were missed, now that those have come or are lost.</summary>
    private List<SessionOrder> Release()
    {
        var orders = new List<SessionOrder>();
        while (recovery.Release() is { } message)
        {
            orders.AddRange(Tell(message));
        }

        return orders;
    }

    private static IEnumerable<SessionOrder> Tell(PusherFrame frame, params IEnumerable<SessionEvent?> events) =>
        [.. events.OfType<SessionEvent>().Select(told => new Deliver(frame.Message, told))];

    private static IEnumerable<SessionOrder> WithoutChannel(PusherFrame frame) =>
        [PusherViolation.Of($"The server sent {PusherFields.Quote(frame.Name)} without a channel; one was expected.")];
}
