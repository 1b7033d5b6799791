using System.Text.Json;
using TokenSocket.CloseCodes;
using TokenSocket.Core.Tests.Protocols;
using TokenSocket.Protocols;

namespace TokenSocket.Core.Tests.Fuzz;

/// <summary>Lives Pusher sessions, one after another with one memory, and sees to it that the rules that hold for all of them hold.</summary>
internal sealed class PusherWatch
{
    private readonly bool _isV2;
    private readonly PusherMemory _memory = new();
    private readonly HashSet<(string? Channel, string MessageId)> _delivered = [];
    private readonly Dictionary<string, PusherPosition> _positions = new(StringComparer.Ordinal);
    private PusherProtocol _protocol;
    private bool _isEstablished;

    public PusherWatch(bool isV2)
    {
        _isV2 = isV2;
        _protocol = new PusherProtocol(_memory, isV2);
    }

    public bool IsOver { get; private set; }

    public bool IsViolated { get; private set; }

    public void Dial()
    {
        _protocol = new PusherProtocol(_memory, _isV2);
        (IsOver, _isEstablished) = (false, false);
        Look(_protocol.Begin());
    }

    public void Hear(string json) => Hear(PusherPlay.Text(json));

    public void Hear(SessionFrame frame) => Look(_protocol.Receive(frame));

    public void Do(string channel, Func<PusherProtocol, string, IReadOnlyList<SessionOrder>> act) => Look(act(_protocol, channel));

    private void Look(IReadOnlyList<SessionOrder> orders)
    {
        FuzzRun.Must(!IsOver || orders.Count == 0, "Something comes after the end.");
        foreach (var order in orders)
        {
            FuzzRun.Must(!IsOver, "Something comes after the end.");
            Look(order);
        }

        LookAtPositions(PusherPlay.Told(orders).OfType<RecoveryFailed>().Select(static failure => failure.Channel).ToHashSet(StringComparer.Ordinal));
    }

    private void Look(SessionOrder order)
    {
        switch (order)
        {
            case SessionOrder.Establish:
                FuzzRun.Must(!_isEstablished, "Established twice.");
                _isEstablished = true;
                break;
            case SessionOrder.End e:
                (IsOver, IsViolated) = (true, IsViolated || e.Info.Cause == DisconnectCause.ProtocolViolation);
                FuzzRun.Must(!string.IsNullOrWhiteSpace(e.Info.Reason), $"{e.Info} has no reason.");
                FuzzRun.MustBeFit(e.Info.Reason);
                FuzzRun.MustBeFit(_protocol.Explain(e.Info).Reason);
                break;
            case SessionOrder.StartTimer e:
                FuzzRun.Must(e.After >= TimeSpan.FromSeconds(1), $"A timer of {e.After}.");
                break;
            case SessionOrder.Send e:
                FuzzRun.Must(JsonElement.Parse(e.Frame.Payload.Span).ValueKind == JsonValueKind.Object, "What is sent is no object.");
                break;
            case SessionOrder.Deliver { Event: EventReceived { Channel: var channel } } e when _isV2:
                var frame = JsonElement.Parse(e.Frame.Payload.Span, new JsonDocumentOptions { MaxDepth = 1000 });
                FuzzRun.Must(!frame.TryGetProperty("message_id", out var id) || id.ValueKind != JsonValueKind.String || _delivered.Add((channel, id.GetString()!)), "A message is delivered twice.");
                break;
            case SessionOrder.Deliver { Event: SubscriptionRefused e }:
                FuzzRun.MustBeFit(e.Reason);
                break;
        }
    }

    private void LookAtPositions(HashSet<string> failed)
    {
        var channels = _memory.Channels;
        foreach (var channel in channels.Union(_positions.Keys, StringComparer.Ordinal).ToArray())
        {
            var (before, now) = (_positions.GetValueOrDefault(channel), _memory.PositionOf(channel));
            FuzzRun.Must(
                before is null || failed.Contains(channel) || !_memory.Wants(channel) || (now is not null && (now.StreamId != before.StreamId || now.Serial >= before.Serial)),
                $"{channel} goes from {before} to {now}.");
            _positions.Remove(channel);
            if (now is not null)
            {
                _positions[channel] = now;
            }
        }
    }
}
