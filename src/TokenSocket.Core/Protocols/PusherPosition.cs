namespace TokenSocket.Protocols;

/// <summary>Up to where a channel has been read.</summary>
/// <param name="StreamId">The name of the channel's log; another name is another log.</param>
/// <param name="Serial">The number of the last message in it.</param>
/// <param name="LastMessageId">The name of that message; null where it is not known.</param>
internal sealed record PusherPosition(string StreamId, ulong Serial, string? LastMessageId = null)
{
    /// <summary>The one that is further on: never back within a stream, and always to another stream.</summary>
    public static PusherPosition? Further(PusherPosition? known, PusherPosition? other)
    {
        if (known is null || other is null)
        {
            return other ?? known;
        }

        return other.StreamId != known.StreamId || other.Serial > known.Serial ? other : known;
    }

    /// <summary>Whether nothing lies between this and the other.</summary>
    public bool IsNext(PusherPosition other) => other.StreamId == StreamId && other.Serial > Serial && other.Serial - Serial == 1;

    /// <summary>Whether the other is here or behind.</summary>
    public bool Covers(PusherPosition other) => other.StreamId == StreamId && other.Serial <= Serial;
}
