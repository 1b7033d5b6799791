namespace TokenSocket.Protocols;

/// <summary>What a server says became of a resume, channel by channel.</summary>
/// <param name="Recovered">The channels whose missed messages it has sent again.</param>
/// <param name="Failed">The channels for which it could not, each with its word for why.</param>
internal sealed record PusherResumption(
    IReadOnlyList<(string Channel, int Count, PusherPosition? Position)> Recovered, IReadOnlyList<(string Channel, string Code)> Failed)
{
    /// <summary>Reads it; null where it is none, with a sentence that says why.</summary>
    public static PusherResumption? Read(PusherFrame frame, out string? fault)
    {
        var data = frame.DataFields();
        var resumption = new PusherResumption([.. data.List("recovered").Select(ReadRecovered)], [.. data.List("failed").Select(ReadFailed)]);
        fault = data.Fault;
        return fault is null ? resumption : null;
    }

    private static (string Channel, int Count, PusherPosition? Position) ReadRecovered(PusherFields fields)
    {
        var count = fields.Number("replayed") ?? 0;
        if (count < 0)
        {
            fields.Blame($"has a replayed that is the number {count}", "a whole number from 0 on");
        }

        var position = fields.Object("position");
        var read = (fields.Required("channel"), count, position?.Position("last_message_id"));
        fields.Join(position);
        return read;
    }

    private static (string Channel, string Code) ReadFailed(PusherFields fields) => (fields.Required("channel"), fields.Required("code"));
}
