using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using TokenSocket.CloseCodes;

namespace TokenSocket.Protocols;

/// <summary>Reads a connect error (44): <c>{"message":"…","data":{"statusCode":401}}</c>, or with older servers a string.</summary>
internal static class SocketIoConnectError
{
    private const string Unsaid = "The server refused the session and gave no reason.";

    /// <summary>False with one sentence where it is neither.</summary>
    public static bool TryRead(ReadOnlySpan<byte> payload, [NotNullWhen(true)] out DisconnectInfo? end, [NotNullWhen(false)] out string? fault)
    {
        (end, fault) = (null, null);
        if (!SocketIoJson.TryParse(payload, out var error))
        {
            fault = $"The server's connect error (44) {SocketIoJson.Unreadable}.";
        }
        else if (error.ValueKind is not (JsonValueKind.Object or JsonValueKind.String))
        {
            fault = "The server's connect error (44) is neither an object with a message nor a string.";
        }
        else
        {
            var message = ServerText.Clean(SocketIoJson.TextOf(error) ?? SocketIoJson.TextOf(SocketIoJson.Find(error, "message"u8)));
            end = new DisconnectInfo(DisconnectCause.InBand, StatusOf(error), message is { Length: > 0 } ? message : Unsaid);
        }

        return fault is null;
    }

    private static int? StatusOf(JsonElement error)
    {
        var status = SocketIoJson.Find(SocketIoJson.Find(error, "data"u8), "statusCode"u8);
        if (status.ValueKind == JsonValueKind.Number)
        {
            return status.TryGetInt32(out var number) ? number : null;
        }

        return int.TryParse(SocketIoJson.TextOf(status), NumberStyles.None, CultureInfo.InvariantCulture, out var written) ? written : null;
    }
}
