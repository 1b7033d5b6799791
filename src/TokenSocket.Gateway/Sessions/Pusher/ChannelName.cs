using System.Buffers;

namespace TokenSocket.Gateway.Sessions.Pusher;

/// <summary>What the name of a channel says, and what it may look like.</summary>
/// <remarks>Pusher Channels documentation, Channels; sockudo, crates/sockudo-protocol/src/constants.rs.</remarks>
internal static class ChannelName
{
    private const int LongestInPusher = 164;
    private const int LongestInV2 = 200;

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-=@,.;");

    private static readonly SearchValues<char> AllowedInV2 =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-=@,.;:");

    public static bool IsPresence(string name) => name.StartsWith("presence-", StringComparison.Ordinal);

    /// <summary>Whether a signature opens it.</summary>
    public static bool IsGuarded(string name) => IsPresence(name) || name.StartsWith("private-", StringComparison.Ordinal);

    public static PusherError? Check(string name, bool isV2)
    {
        int longest = isV2 ? LongestInV2 : LongestInPusher;
        if (name.Length == 0 || name.Length > longest)
            return PusherError.BadChannel($"The name of a channel has 1 to {longest} characters.", channel: null);

        return name.AsSpan().ContainsAnyExcept(isV2 ? AllowedInV2 : Allowed)
            ? PusherError.BadChannel("The name of the channel has a character that is not allowed.", channel: null)
            : null;
    }
}
