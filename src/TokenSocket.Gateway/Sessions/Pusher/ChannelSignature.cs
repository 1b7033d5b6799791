using System.Security.Cryptography;
using System.Text;

namespace TokenSocket.Gateway.Sessions.Pusher;

/// <summary>The right to a guarded channel: <c>key:signature</c>, signed with the application's secret.</summary>
/// <remarks>Pusher Channels documentation, Auth signatures.</remarks>
internal static class ChannelSignature
{
    /// <summary>HMAC-SHA256 in lower-case hex over the socket, the channel and, for presence, its data.</summary>
    public static string Of(string secret, string socketId, string channel, string? channelData)
    {
        string signed = channelData is null ? $"{socketId}:{channel}" : $"{socketId}:{channel}:{channelData}";
        return Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(signed)));
    }

    /// <param name="auth">As the client sent it.</param>
    /// <param name="key">The application's key; null where any will do.</param>
    /// <param name="signature">The right one.</param>
    public static bool Fits(string auth, string? key, string signature)
    {
        int colon = auth.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0 || (key is not null && auth[..colon] != key))
            return false;

        // A comparison that ends early would tell how much of a guess is right.
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(auth[(colon + 1)..]), Encoding.UTF8.GetBytes(signature));
    }
}
