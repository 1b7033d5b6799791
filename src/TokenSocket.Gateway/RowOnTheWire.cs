using System.Text;
using TokenSocket.CloseCodes;
using TokenSocket.Framing;
using TokenSocket.Reconnecting;

namespace TokenSocket.Gateway;

/// <summary>What a server puts onto the wire for a row of its dialect, so that a client which reads it finds that row.</summary>
internal static class RowOnTheWire
{
    private static readonly CodeRange Statuses = new(200, 599);
    private static readonly CodeRange Codes = new(GatewayConnection.LowestCode, GatewayConnection.HighestCode);

    /// <summary>The row as the answer to a handshake: refused with a status, or accepted and closed at once.</summary>
    /// <param name="row">The row.</param>
    /// <param name="number">Which of the row's numbers; null for the first that can be sent.</param>
    /// <param name="address">Where a row sends the client that sends it elsewhere; not looked at for any other.</param>
    /// <param name="retryAfter">The <c>Retry-After</c> header of a refusal.</param>
    public static HandshakeMode AsHandshake(CloseRule row, int? number, Uri? address, TimeSpan? retryAfter) =>
        row.Codes.Overlaps(Statuses)
            ? new HandshakeMode.Refuse(new Refusal(NumberOf(row, number, Statuses), WordsOf(row, address), retryAfter))
            : new HandshakeMode.AcceptAndClose(AsClose(row, number, address));

    /// <summary>The row as a close frame.</summary>
    public static CloseWords AsClose(CloseRule row, int? number, Uri? address) => new(NumberOf(row, number, Codes), WordsOf(row, address));

    private static int NumberOf(CloseRule row, int? number, CodeRange sendable)
    {
        if (row.Cause is not (null or DisconnectCause.Closed or DisconnectCause.Refused) || !row.Codes.Overlaps(sendable))
            throw new ArgumentException($"No server says '{row.Name}' ({row.Codes}) so.", nameof(row));

        int spoken = number ?? Math.Max(row.Codes.First, sendable.First);
        return row.Codes.Contains(spoken) && sendable.Contains(spoken)
            ? spoken
            : throw new ArgumentOutOfRangeException(nameof(number), number, $"'{row.Name}' is about {row.Codes}.");
    }

    private static string WordsOf(CloseRule row, Uri? address)
    {
        if (row.Verdict != ReconnectVerdict.AtNewAddress)
            return WordsOf(row);

        ArgumentNullException.ThrowIfNull(address);
        string words = Redirect.Prefix + address.OriginalString;
        return Encoding.UTF8.GetByteCount(words) <= CloseFrame.MaxReasonBytes
            ? words
            : throw new ArgumentException($"A close reason holds {CloseFrame.MaxReasonBytes} bytes, and with this address it has more.", nameof(address));
    }

    private static string WordsOf(CloseRule row) => (row.ReasonPrefix, row.Mentions) switch
    {
        (null, null) => row.Message,
        ("{", { } mention) => $"{{{mention}}}",
        var (prefix, mention) => $"{prefix}{mention}",
    };
}
