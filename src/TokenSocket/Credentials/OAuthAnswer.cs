using System.Globalization;
using System.Text.Json;

namespace TokenSocket.Credentials;

/// <summary>What the body of a token endpoint's answer says, in either spelling. What is not there, or cannot be meant, reads as nothing.</summary>
/// <remarks>RFC 6749, sections 5.1 and 5.2. Prints nothing of it: it holds secrets.</remarks>
internal sealed record OAuthAnswer
{
    /// <summary>The most bytes of a body that are read.</summary>
    public const int MaxBytes = 64 * 1024;

    /// <summary>A longer lifetime is a mistake, such as a point in time in the place of a span.</summary>
    public static readonly TimeSpan LongestLifetime = TimeSpan.FromDays(3650);

    private const int LongestToken = 32 * 1024;
    private const int LongestError = 64;

    /// <summary>The token; null where there is none, or one that is longer than 32,768 characters.</summary>
    public string? AccessToken { get; init; }

    /// <summary>The next refresh token; null where there is none that could be used.</summary>
    public string? RefreshToken { get; init; }

    /// <summary>Whether anything was said of a refresh token: where not, the one that was used goes on to hold (section 6).</summary>
    public bool SpeaksOfRefreshToken { get; init; }

    /// <summary>How long the token lives; null where it is not said, or below a second, or beyond <see cref="LongestLifetime"/>.</summary>
    public TimeSpan? Lifetime { get; init; }

    /// <summary>Whether the token comes alone: of a bearer type, or of none that is named.</summary>
    public bool IsBearer { get; init; } = true;

    /// <summary>The error code; null where it has other characters than codes have, for it is shown.</summary>
    public string? Error { get; init; }

    /// <summary>Reads member by member, so that one of an unexpected kind does not hide the others. Never throws.</summary>
    public static OAuthAnswer Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(WithoutMark(body));
            return json.RootElement is { ValueKind: JsonValueKind.Object } root ? Read(root) : new();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The latter for a name with half a surrogate pair.
            return new();
        }
    }

    /// <summary><c>***</c></summary>
    public override string ToString() => "***";

    private static OAuthAnswer Read(JsonElement root)
    {
        var refresh = Member(root, "refresh_token", "refreshToken");
        return new()
        {
            AccessToken = Token(Member(root, "access_token", "accessToken")),
            RefreshToken = Token(refresh),
            SpeaksOfRefreshToken = refresh is not null,
            Lifetime = Span(Member(root, "expires_in", "expiresIn")),
            IsBearer = Text(Member(root, "token_type", "tokenType")) is not { } type || type.Equals("Bearer", StringComparison.OrdinalIgnoreCase),
            Error = Text(Member(root, "error", "error")) is { } error && IsCode(error) ? error : null,
        };
    }

    private static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> body) =>
        body.Span.StartsWith("\uFEFF"u8) ? body[3..] : body;

    private static JsonElement? Member(JsonElement root, string name, string otherName) =>
        (root.TryGetProperty(name, out var value) || root.TryGetProperty(otherName, out value)) && value.ValueKind != JsonValueKind.Null ? value : null;

    private static string? Token(JsonElement? member) => Text(member) is { Length: > 0 and <= LongestToken } token ? token : null;

    private static string? Text(JsonElement? member)
    {
        try
        {
            return member is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            // A text with half a surrogate pair.
            return null;
        }
    }

    private static TimeSpan? Span(JsonElement? member)
    {
        var text = member is { ValueKind: JsonValueKind.Number } number ? number.GetRawText() : Text(member);
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
            && seconds >= 1
            && seconds <= LongestLifetime.TotalSeconds
                ? TimeSpan.FromSeconds(seconds)
                : null;
    }

    // Narrower than RFC 6749, 5.2, which allows sentences; every registered code is within it.
    private static bool IsCode(string error) =>
        error.Length is > 0 and <= LongestError && error.All(static c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.');
}
