using System.Buffers;
using TokenSocket.CloseCodes;

namespace TokenSocket.Protocols;

/// <summary>What a channel and a client event may be called, for whoever takes names from the program.</summary>
internal static class PusherNames
{
    private const int Longest = 200;
    private const string Private = "private-";
    private const string Encrypted = "private-encrypted-";
    private const string Presence = "presence-";
    private const string ClientEvents = "client-";
    private const string Letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-=@,.;";

    private static readonly SearchValues<char> Plain = SearchValues.Create(Letters);
    private static readonly SearchValues<char> WithWildcards = SearchValues.Create(Letters + ":*");

    /// <summary>Null for a name that the server takes, else the rest of a sentence that begins with the channel's name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="isV2">Whether wildcards are spoken.</param>
    public static string? FaultOf(string name, bool isV2 = false)
    {
        if (name.Length is 0 or > Longest)
        {
            return $"must have 1 to {Longest} characters; it has {name.Length}";
        }

        var strange = name.AsSpan().IndexOfAnyExcept(isV2 ? WithWildcards : Plain);
        return strange < 0 ? null : $"must consist of letters, digits and {(isV2 ? "_-=@,.;:*" : "_-=@,.;")} alone; character {strange + 1} is another";
    }

    /// <summary>Whether the server wants a signature before it lets anyone in.</summary>
    public static bool IsSigned(string name) =>
        name.StartsWith(Private, StringComparison.Ordinal) || name.StartsWith(Presence, StringComparison.Ordinal);

    /// <summary>Null where the event may be sent, else a sentence.</summary>
    public static string? FaultOfClientEvent(string channel, string name) => (channel, name) switch
    {
        _ when !IsSigned(channel) => $"Client events go to channels that begin with '{Private}' or '{Presence}'; '{ServerText.Clean(channel)}' does not.",
        _ when channel.StartsWith(Encrypted, StringComparison.Ordinal) => $"Client events would go out in the clear on the encrypted channel '{ServerText.Clean(channel)}'; use another channel.",
        _ when !name.StartsWith(ClientEvents, StringComparison.Ordinal) => $"The name of a client event must begin with '{ClientEvents}'; it is '{ServerText.Clean(name)}'.",
        _ when name.Length == ClientEvents.Length || name.Length > Longest => $"The name of a client event must have {ClientEvents.Length + 1} to {Longest} characters; it has {name.Length}.",
        _ => null,
    };
}
