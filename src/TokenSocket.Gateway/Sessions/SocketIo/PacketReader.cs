using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace TokenSocket.Gateway.Sessions.SocketIo;

/// <summary>Reads what a client writes after the <c>4</c>: <c>type [count -] [namespace ,] [number] [JSON]</c>.</summary>
/// <remarks>socket.io documentation, "The Socket.IO protocol", packet encoding.</remarks>
internal static class PacketReader
{
    public const string MainNamespace = "/";

    private const int MostAttachments = 1000;

    /// <returns>Null if a server would not take it.</returns>
    public static Packet? Read(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty || text[0] is < (byte)'0' or > (byte)'6')
            return null;

        var type = (PacketType)(text[0] - '0');
        ReadOnlySpan<byte> rest = text[1..];
        if (!TryTakeCount(type, ref rest, out int count))
            return null;

        string @namespace = TakeNamespace(ref rest);
        if (!TryTakeNumber(ref rest, out int? number))
            return null;

        try
        {
            var packet = new Packet(type, @namespace, count, number, Parse(rest));
            return PacketRules.Allow(packet) ? packet : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The latter is thrown for a string with half a character in it, escaped, which no name can be.
            return null;
        }
    }

    private static bool TryTakeCount(PacketType type, ref ReadOnlySpan<byte> rest, out int count)
    {
        count = 0;
        if (type is not (PacketType.BinaryEvent or PacketType.BinaryAck))
            return true;

        if (!TryTakeNumber(ref rest, out int? found) || found is not (>= 0 and <= MostAttachments) || rest.IsEmpty || rest[0] != '-')
            return false;

        count = found.Value;
        rest = rest[1..];
        return true;
    }

    private static string TakeNamespace(ref ReadOnlySpan<byte> rest)
    {
        if (rest.IsEmpty || rest[0] != '/')
            return MainNamespace;

        int comma = rest.IndexOf((byte)',');
        ReadOnlySpan<byte> name = comma < 0 ? rest : rest[..comma];
        rest = comma < 0 ? [] : rest[(comma + 1)..];
        int query = name.IndexOf((byte)'?');
        return Encoding.UTF8.GetString(query < 0 ? name : name[..query]);
    }

    /// <returns>False if there are digits that are no number.</returns>
    private static bool TryTakeNumber(ref ReadOnlySpan<byte> rest, out int? number)
    {
        number = null;
        if (rest.IsEmpty || !char.IsAsciiDigit((char)rest[0]))
            return true;

        if (!Utf8Parser.TryParse(rest, out int found, out int length))
            return false;

        number = found;
        rest = rest[length..];
        return true;
    }

    private static JsonElement Parse(ReadOnlySpan<byte> json)
    {
        if (json.IsEmpty)
            return default;

        var reader = new Utf8JsonReader(json);
        JsonElement payload = JsonElement.ParseValue(ref reader);
        return reader.Read() ? throw new JsonException() : payload;
    }
}
