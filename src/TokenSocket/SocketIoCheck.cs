using System.Text.Json;
using TokenSocket.CloseCodes;
using TokenSocket.Credentials;

namespace TokenSocket;

/// <summary>Finds the faults of what Socket.IO sessions begin with.</summary>
internal static class SocketIoCheck
{
    private const string Section = nameof(TokenSocketOptions.SocketIo);

    /// <summary>Tells every fault.</summary>
    /// <param name="options">The options.</param>
    /// <param name="fault">Takes a key and the rest of a sentence.</param>
    public static void Check(TokenSocketOptions options, Action<string, string> fault)
    {
        var name = options.SocketIo?.Namespace;
        if (!string.IsNullOrEmpty(name) && !IsNamespace(name))
        {
            fault($"{Section}:{nameof(SocketIoOptions.Namespace)}", $"must begin with a slash and hold neither comma, question mark nor space; it is '{ServerText.Clean(name)}'. Did you mean '/{ServerText.Clean(name.TrimStart('/').Split(',', '?', ' ')[0])}'?");
        }

        if (options.SocketIo?.Auth is { Length: > 0 } auth && !IsObject(auth))
        {
            fault($"{Section}:{nameof(SocketIoOptions.Auth)}", $$"""must be a JSON object, such as {"token":"{{InBandToken.Place}}"}; it is '***'.""");
        }
    }

    // The comma ends it on the wire, and a question mark begins a query.
    private static bool IsNamespace(string name) => name[0] == '/' && name.All(static c => c is > ' ' and <= '~' and not (',' or '?'));

    private static bool IsObject(string auth)
    {
        try
        {
            using var read = JsonDocument.Parse(auth);
            return read.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            // The second one for text that is half a character, which no UTF-8 can carry.
            return false;
        }
    }
}
