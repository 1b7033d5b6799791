using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Unicode;
using TokenSocket.CloseCodes;
using static TokenSocket.Protocols.SocketIoPacketKind;

namespace TokenSocket.Protocols;

/// <summary>Takes a server's text frame apart: kind, attachments, namespace and number. The JSON behind them is read by whom it concerns.</summary>
/// <remarks>Layout: a digit of Engine.IO; for a message then a digit of Socket.IO, [attachments "-"] [namespace ","] [number] [JSON].</remarks>
internal static class SocketIoPacketReader
{
    private const int Shown = 32;

    /// <summary>False with one sentence where the frame is no packet.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> text, out SocketIoPacket packet, [NotNullWhen(false)] out string? fault)
    {
        packet = default;
        fault = text.Span switch
        {
            [] => "The server sent an empty packet; a Socket.IO packet begins with a digit from 0 to 6.",
            var all when !Utf8.IsValid(all) => "The server sent text that is not UTF-8.",
            [(byte)'4'] => "The server sent a message (4) that is empty; a digit from 0 to 6 follows the 4.",
            [(byte)'4', >= (byte)'0' and <= (byte)'6', ..] => ReadMessage(text, out packet),
            [(byte)'4', ..] => $"The server sent a message (4) that begins with '{Start(text[1..])}'; a digit from 0 to 6 follows the 4.",
            [var digit and >= (byte)'0' and <= (byte)'6', ..] => ReadTransport((SocketIoPacketKind)(digit - '0'), text[1..], out packet),
            _ => $"The server sent a packet that begins with '{Start(text)}'; a Socket.IO packet begins with a digit from 0 to 6.",
        };
        return fault is null;
    }

    private static string? ReadTransport(SocketIoPacketKind kind, ReadOnlyMemory<byte> rest, out SocketIoPacket packet)
    {
        packet = new SocketIoPacket(kind, rest);
        return kind is Close or Noop ? WantNothing(packet) : null;
    }

    private static string? ReadMessage(ReadOnlyMemory<byte> text, out SocketIoPacket packet)
    {
        var kind = (SocketIoPacketKind)(((text.Span[0] - '0') * 10) + text.Span[1] - '0');
        var title = SocketIoPacket.TitleOf(kind);
        var rest = text[2..];
        packet = default;

        var attachments = 0;
        if (kind is BinaryEvent or BinaryAcknowledgement)
        {
            if (!TakeNumber(ref rest, out var count) || count is null || rest.Span is not [(byte)'-', ..])
            {
                return $"The server sent {title} without a number of attachments; it stands before a '-' and is at most {int.MaxValue}.";
            }

            (attachments, rest) = (count.Value, rest[1..]);
        }

        if (!TakeNamespace(ref rest, out var @namespace))
        {
            return $"The server sent {title} with the namespace '{Start(rest)}' and no comma behind it.";
        }

        if (!TakeNumber(ref rest, out var number))
        {
            return $"The server sent {title} with an acknowledgement number above {int.MaxValue}.";
        }

        packet = new SocketIoPacket(kind, rest) { Namespace = @namespace, Number = number, Attachments = attachments };
        return Misshapen(packet);
    }

    private static string? Misshapen(SocketIoPacket packet) => packet switch
    {
        { IsAnswer: true, Number: null } => $"The server sent {packet.Title} that does not say what it acknowledges; it carries the number of the event.",
        { Kind: Connect or Disconnect or ConnectError, Number: not null } => $"The server sent {packet.Title} with an acknowledgement number, which only events and acknowledgements have.",
        { Kind: Disconnect } => WantNothing(packet),
        _ => null,
    };

    private static string? WantNothing(SocketIoPacket packet) =>
        packet.Payload.IsEmpty ? null : $"The server sent {packet.Title} that carries something; it carries nothing.";

    /// <summary>False where the digits are more than a number holds; null where there are none.</summary>
    private static bool TakeNumber(ref ReadOnlyMemory<byte> rest, out int? number)
    {
        number = null;
        var end = rest.Span.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        var digits = rest[..(end < 0 ? rest.Length : end)];
        if (digits.IsEmpty)
        {
            return true;
        }

        if (!int.TryParse(digits.Span, NumberStyles.None, CultureInfo.InvariantCulture, out var value))
        {
            return false;
        }

        (number, rest) = (value, rest[digits.Length..]);
        return true;
    }

    private static bool TakeNamespace(ref ReadOnlyMemory<byte> rest, out ReadOnlyMemory<byte> @namespace)
    {
        @namespace = default;
        if (rest.Span is not [(byte)'/', ..])
        {
            return true;
        }

        var comma = rest.Span.IndexOf((byte)',');
        if (comma < 0)
        {
            return false;
        }

        var query = rest.Span[..comma].IndexOf((byte)'?');
        (@namespace, rest) = (rest[..(query < 0 ? comma : query)], rest[(comma + 1)..]);
        return true;
    }

    // What is no packet says what was reached instead, such as a page of HTML. Cut before it is decoded: it may be large.
    private static string Start(ReadOnlyMemory<byte> text) =>
        ServerText.Clean(Encoding.UTF8.GetString(text.Span[..Math.Min(text.Length, Shown)]), Shown)!;
}
