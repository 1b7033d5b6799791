using TokenSocket.CloseCodes;

namespace TokenSocket.Credentials;

/// <summary>What a server could echo and nobody else is to see: the token, and the query of the address.</summary>
internal sealed class Secrets
{
    private const string Mask = "***";

    // A shorter value, such as a version, is no secret and would tear holes into the text.
    private const int ShortestValue = 8;

    // A text may have been cut in the middle of a secret, and most of it is a secret still.
    private const int ShortestBeginning = 4;

    private readonly string[] _secrets;

    /// <param name="token">The token of the attempt.</param>
    /// <param name="address">The address that it dialled; null where it did not come so far.</param>
    public Secrets(AccessToken? token, Uri? address)
    {
        string[] parts = [.. TokenForms(token), .. QueryForms((address?.Query ?? "").TrimStart('?'))];
        _secrets = [.. parts.Where(part => part.Length > 0).Distinct(StringComparer.Ordinal).OrderByDescending(part => part.Length)];
    }

    /// <summary>The text with every secret, plain or escaped for a URL, replaced by <c>***</c>; null stays null.</summary>
    public string? Redact(string? text)
    {
        if (text is null || _secrets.Length == 0)
        {
            return text;
        }

        var masked = Replace(text);
        // Invisible characters inside a secret would be stripped for the log, and the secret come together there.
        var visible = ServerText.Clean(masked, int.MaxValue)!;
        return CutTail(Replace(visible) is var found && found != visible ? found : masked);
    }

    private static IEnumerable<string> TokenForms(AccessToken? token) =>
        token is null ? [] : [token.Value, Uri.EscapeDataString(token.Value)];

    private static IEnumerable<string> QueryForms(string query) =>
    [
        query,
        Uri.UnescapeDataString(query),
        .. query.Split('&')
            .Select(pair => pair[(pair.IndexOf('=', StringComparison.Ordinal) + 1)..])
            .SelectMany(value => new[] { value, Uri.UnescapeDataString(value) })
            .Where(value => value.Length >= ShortestValue),
    ];

    // An escaped one without regard to case, for %2b is %2B.
    private string Replace(string text) => _secrets.Aggregate(text, static (rest, secret) => rest.Replace(
        secret,
        Mask,
        secret.Contains('%', StringComparison.Ordinal) ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal));

    private string CutTail(string text)
    {
        var tail = _secrets.Max(secret => TailOf(text, secret));
        return tail == 0 ? text : text[..^tail] + Mask;
    }

    /// <summary>How many characters at the end of the text are the beginning of the secret; 0 where it is too few to tell.</summary>
    private static int TailOf(string text, string secret)
    {
        for (var length = Math.Min(secret.Length - 1, text.Length); length >= ShortestBeginning; length--)
        {
            if (text.EndsWith(secret[..length], StringComparison.Ordinal))
            {
                return length;
            }
        }

        return 0;
    }
}
