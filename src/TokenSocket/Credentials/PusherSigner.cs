using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace TokenSocket.Credentials;

/// <summary>Signs channels with the app's own key and secret, for a program that may have them. Immutable and thread-safe.</summary>
/// <remarks>
/// Pusher Channels documentation, "Auth signatures": HMAC-SHA256 in lower-case hexadecimal over <c>socket_id:channel</c>, and for a presence
/// channel over <c>socket_id:channel:channel_data</c>.
/// </remarks>
public sealed class PusherSigner : IChannelAuthorizer
{
    private const string Presence = "presence-";

    private readonly string _key;
    private readonly byte[] _secret;
    private readonly string? _member;

    /// <summary>Signs with this key.</summary>
    /// <param name="key">The app key.</param>
    /// <param name="secret">The app secret.</param>
    /// <param name="userId">Who this program is on presence channels; needed for those alone.</param>
    /// <param name="userInfo">What other members are told of it, as JSON; null for nothing.</param>
    /// <exception cref="ArgumentException">The key, the secret or the user's id is empty.</exception>
    public PusherSigner(string key, string secret, string? userId = null, JsonElement? userInfo = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        ArgumentException.ThrowIfNullOrEmpty(secret);
        if (userId is not null)
        {
            ArgumentException.ThrowIfNullOrEmpty(userId);
        }

        _key = key;
        _secret = Encoding.UTF8.GetBytes(secret);
        _member = userId is null ? null : JsonSerializer.Serialize(userInfo is { } info
            ? new Dictionary<string, object>(StringComparer.Ordinal) { ["user_id"] = userId, ["user_info"] = info }
            : new Dictionary<string, object>(StringComparer.Ordinal) { ["user_id"] = userId });
    }

    /// <summary>The proof, at once.</summary>
    /// <exception cref="InvalidOperationException">
    /// A presence channel, and no user id was given; or a socket id that is not two numbers with a point between, by which a server could have
    /// something else signed.
    /// </exception>
    public ValueTask<ChannelAuthorization> AuthorizeAsync(ChannelRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var isPresence = request.Channel.StartsWith(Presence, StringComparison.Ordinal);
        if (isPresence && _member is null)
        {
            throw new InvalidOperationException($"The presence channel '{request.Channel}' needs to know who this program is; give the signer a user id.");
        }

        if (request.SocketId.Split('.') is not [{ Length: > 0 } first, { Length: > 0 } second] || !first.All(char.IsAsciiDigit) || !second.All(char.IsAsciiDigit))
        {
            throw new InvalidOperationException("The server's socket id is not two numbers with a point between, such as 123.456; it is not signed.");
        }

        var member = isPresence ? _member : null;
        var signed = member is null ? $"{request.SocketId}:{request.Channel}" : $"{request.SocketId}:{request.Channel}:{member}";
        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(_secret, Encoding.UTF8.GetBytes(signed)));
        return ValueTask.FromResult(new ChannelAuthorization($"{_key}:{signature}", member));
    }

    /// <summary>The key, which is no secret.</summary>
    public override string ToString() => $"PusherSigner {{ Key = {_key} }}";
}
