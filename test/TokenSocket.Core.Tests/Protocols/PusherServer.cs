using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using TokenSocket.Core.Tests.Fuzz;
using TokenSocket.Protocols;

namespace TokenSocket.Core.Tests.Protocols;

/// <summary>
/// A little V2 server, written from what the documents say and not from the client's rules: it keeps a log for each channel, forgets the oldest
/// messages, sometimes begins a log anew, and sends again what a client missed.
/// </summary>
/// <param name="input">Its moods.</param>
internal sealed class PusherServer(Mutator input)
{
    private readonly Dictionary<string, Log> _logs = new(StringComparer.Ordinal);
    private readonly HashSet<string> _subscribed = new(StringComparer.Ordinal);
    private readonly Queue<string> _outbox = new();
    private int _streams;

    /// <summary>How many messages it keeps of each channel.</summary>
    public int Retention { get; init; } = int.MaxValue;

    /// <summary>Whether it says where messages stand, and sends them again.</summary>
    public bool Recovers { get; init; } = true;

    /// <summary>Whether it publishes between a subscription and the resume that follows it.</summary>
    public bool IsHasty { get; init; }

    /// <summary>How many messages the channel has ever had.</summary>
    public int Count(string channel) => LogOf(channel).Count;

    public void Dial()
    {
        _subscribed.Clear();
        _outbox.Clear();
        Say("sockudo:connection_established", null, """{"socket_id":"1.2","activity_timeout":120}""");
    }

    /// <summary>The connection breaks: what is under way is lost.</summary>
    public void Drop()
    {
        _subscribed.Clear();
        _outbox.Clear();
    }

    /// <summary>What arrives at the client next; null where nothing is under way.</summary>
    public string? Next() => _outbox.TryDequeue(out var frame) ? frame : null;

    public void Publish(string channel)
    {
        var log = LogOf(channel);
        var message = new Message(log.Stream, ++log.Serial, $"id-{channel}-{++log.Count}", log.Count);
        log.Kept.Add(message);
        if (log.Kept.Count > Retention)
        {
            log.Kept.RemoveAt(0);
        }

        if (_subscribed.Contains(channel))
        {
            Say(channel, message);
            if (input.OneIn(10))
            {
                Say(channel, message);
            }
        }
    }

    /// <summary>Forgets a log and begins another.</summary>
    public void Reset(string channel)
    {
        var log = LogOf(channel);
        (log.Stream, log.Serial) = ($"stream-{++_streams}", 0);
        log.Kept.Clear();
    }

    public void Hear(SessionFrame frame)
    {
        var json = JsonNode.Parse(Encoding.UTF8.GetString(frame.Payload.Span))!;
        var data = json["data"]!;
        switch ((string)json["event"]!)
        {
            case "sockudo:subscribe":
                Subscribe((string)data["channel"]!);
                break;
            case "sockudo:resume" when Recovers:
                Resume(data["channel_positions"]!.AsObject());
                break;
            case "sockudo:resume":
                Say("sockudo:error", null, """{"code":4301,"message":"Connection recovery is not enabled"}""");
                break;
        }
    }

    private void Subscribe(string channel)
    {
        var log = LogOf(channel);
        _subscribed.Add(channel);
        var place = Recovers || input.OneIn(2) ? $$""","stream_id":"{{log.Stream}}","serial":{{log.Serial}}""" : "";
        _outbox.Enqueue($$"""{"event":"sockudo_internal:subscription_succeeded","channel":"{{channel}}","data":"{\"head\":{{log.Count}}}"{{place}}}""");
        for (var n = IsHasty ? input.Next(3) : 0; n > 0; n--)
        {
            Publish(channel);
        }
    }

    private void Resume(JsonObject positions)
    {
        var (recovered, failed) = (new List<string>(), new List<string>());
        foreach (var (channel, position) in positions)
        {
            var (log, serial) = (LogOf(channel), (long)position!["serial"]!);
            var oldest = log.Kept.Count == 0 ? log.Serial + 1 : log.Kept[0].Serial;
            var code = (string)position["stream_id"]! != log.Stream ? "stream_reset" : serial + 1 < oldest ? "position_expired" : null;
            if (code is not null)
            {
                var failure = $$"""{"channel":"{{channel}}","code":"{{code}}","reason":"gone"}""";
                failed.Add(failure);
                Say("sockudo:resume_failed", channel, failure);
                continue;
            }

            var missed = log.Kept.Where(message => message.Serial > serial).ToArray();
            foreach (var message in missed)
            {
                Say(channel, message);
            }

            var head = input.OneIn(3) ? "null" : $$"""{"stream_id":"{{log.Stream}}","serial":{{log.Serial}},"last_message_id":null}""";
            recovered.Add($$"""{"channel":"{{channel}}","source":"hot","replayed":{{missed.Length}},"position":{{head}}}""");
        }

        var answer = $$"""{"recovered":[{{string.Join(',', recovered)}}],"failed":[{{string.Join(',', failed)}}]}""";
        Say("sockudo:resume_success", null, JsonValue.Create(answer).ToJsonString());
    }

    private void Say(string channel, Message message) => _outbox.Enqueue(string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"event":"news","channel":"{{channel}}","data":"{{message.Number}}","message_id":"{{message.Id}}"{{(Recovers ? $$""","stream_id":"{{message.Stream}}","serial":{{message.Serial}}""" : "")}}}"""));

    private void Say(string name, string? channel, string data) =>
        _outbox.Enqueue($$"""{"event":"{{name}}"{{(channel is null ? "" : $",\"channel\":\"{channel}\"")}},"data":{{data}}}""");

    private Log LogOf(string channel)
    {
        if (!_logs.TryGetValue(channel, out var log))
        {
            _logs[channel] = log = new Log($"stream-{++_streams}");
        }

        return log;
    }

    private sealed record Message(string Stream, long Serial, string Id, int Number);

    private sealed class Log(string stream)
    {
        public string Stream { get; set; } = stream;

        public long Serial { get; set; }

        /// <summary>Of all its messages, also those of logs that were forgotten.</summary>
        public int Count { get; set; }

        public List<Message> Kept { get; } = [];
    }
}
