using System.Security.Cryptography;

namespace TokenSocket.Gateway.Discord;

/// <summary>The id and the token of a webhook. The token is a secret, so <see cref="ToString"/> leaves it out.</summary>
internal sealed record WebhookAddress(ulong Id, string Token)
{
    private const int TokenLength = 68;
    private const string TokenCharacters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    public static WebhookAddress At(DateTimeOffset time) =>
        new(Snowflake.At(time), RandomNumberGenerator.GetString(TokenCharacters, TokenLength));

    public override string ToString() => $"webhook {Snowflake.Text(Id)}";
}
