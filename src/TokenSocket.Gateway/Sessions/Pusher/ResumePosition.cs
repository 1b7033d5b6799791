using System.Text.Json;

namespace TokenSocket.Gateway.Sessions.Pusher;

/// <summary>What a client that has come back says it saw last of a channel.</summary>
internal readonly record struct ResumePosition(string Channel, string? StreamId, long Serial)
{
    /// <returns>What is wrong with the request; null if nothing is.</returns>
    public static PusherError? ReadAll(JsonElement? data, out IReadOnlyList<ResumePosition> positions)
    {
        var read = new List<ResumePosition>();
        positions = read;
        if (PusherJson.ObjectIn(data) is not { } request || PusherJson.Member(request, "channel_positions") is not { ValueKind: JsonValueKind.Object } all)
            return PusherError.Malformed("The resume has no channel_positions.");

        foreach (JsonProperty one in all.EnumerateObject())
        {
            if (Read(one) is not { } position)
                return PusherError.Malformed("A position of the resume has no serial, or a stream_id that is not a string.");

            read.RemoveAll(earlier => earlier.Channel == position.Channel);
            read.Add(position);
        }

        return read.Count == 0 ? PusherError.NoPositions : null;
    }

    private static ResumePosition? Read(JsonProperty channel)
    {
        if (channel.Value.ValueKind != JsonValueKind.Object
            || PusherJson.Member(channel.Value, "serial") is not { ValueKind: JsonValueKind.Number } number
            || !number.TryGetInt64(out long serial)
            || serial < 0
            || !IsTextOrNothing(channel.Value, "stream_id")
            || !IsTextOrNothing(channel.Value, "last_message_id"))
        {
            return null;
        }

        return new ResumePosition(channel.Name, PusherJson.TextMember(channel.Value, "stream_id"), serial);
    }

    private static bool IsTextOrNothing(JsonElement value, string name) =>
        PusherJson.Member(value, name) is null or { ValueKind: JsonValueKind.String or JsonValueKind.Null };
}
