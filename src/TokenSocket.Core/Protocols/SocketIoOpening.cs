using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace TokenSocket.Protocols;

/// <summary>What the open packet says.</summary>
/// <param name="Patience">How long the server may be silent: the interval of its pings and what it grants a ping.</param>
/// <param name="MaxPayload">The largest message that the server takes, in bytes; null where it does not say.</param>
internal sealed record SocketIoOpening(TimeSpan Patience, int? MaxPayload)
{
    private const double OneDay = 24 * 60 * 60 * 1000;

    /// <summary>False with one sentence where it is not as it should be. The sid in it names the connection and is in no sentence.</summary>
    public static bool TryRead(ReadOnlySpan<byte> payload, [NotNullWhen(true)] out SocketIoOpening? opening, [NotNullWhen(false)] out string? fault)
    {
        opening = null;
        fault = SocketIoJson.TryParse(payload, out var open) ? Read(open, out opening) : $"The server's open packet (0) {SocketIoJson.Unreadable}.";
        return fault is null;
    }

    /// <summary>Whether the object names a session, as open and connect packets do.</summary>
    public static bool NamesSession(JsonElement element) => SocketIoJson.TextOf(SocketIoJson.Find(element, "sid"u8)) is { Length: > 0 };

    private static string? Read(JsonElement open, out SocketIoOpening? opening)
    {
        opening = null;
        if (!NamesSession(open))
        {
            return "The server's open packet (0) is no object with a sid that is a string.";
        }

        if (Number(open, "pingInterval"u8, OneDay) is not { } interval)
        {
            return "The server's open packet (0) has no pingInterval from 1 to 86400000 ms.";
        }

        if (Number(open, "pingTimeout"u8, OneDay) is not { } timeout)
        {
            return "The server's open packet (0) has no pingTimeout from 1 to 86400000 ms.";
        }

        // Older servers do not write it.
        var isLimited = SocketIoJson.Find(open, "maxPayload"u8).ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null);
        var most = Number(open, "maxPayload"u8, double.PositiveInfinity);
        if (isLimited && most is null)
        {
            return "The server's open packet (0) has a maxPayload that is no number of at least 1 byte.";
        }

        opening = new SocketIoOpening(TimeSpan.FromMilliseconds(interval + timeout), most is { } bytes ? (int)Math.Min(bytes, int.MaxValue) : null);
        return null;
    }

    private static double? Number(JsonElement open, ReadOnlySpan<byte> name, double most) =>
        SocketIoJson.Find(open, name) is { ValueKind: JsonValueKind.Number } element && element.TryGetDouble(out var number) && number >= 1 && number <= most ? number : null;
}
