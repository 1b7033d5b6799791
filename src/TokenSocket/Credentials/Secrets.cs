using System.Text.RegularExpressions;
using TokenSocket.CloseCodes;

namespace TokenSocket.Credentials;

/// <summary>What a server could say and nobody else is to see: the token, the query of the address, and that of any address in its words.</summary>
internal sealed class Secrets
{
    private const string Mask = "***";

    // A shorter value, such as a version, is no secret and would tear holes into the text.
    private const int ShortestValue = 8;

    // A text may have been cut in the middle of a secret, and most of it is a secret still.
    private const int ShortestBeginning = 4;

    // A redirect names an address that is dialled with its query, and a refusal may link to a login page. Up to a blank: quotes may be in a query.
    private static readonly Regex Address = new(
        @"(?<start>(?:ws|http)s?://)(?<user>[^\s/?#]*@)?(?<rest>[^\s?#]*)(?<query>[?#]\S*)?",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);

    private readonly string[] _secrets;

    /// <param name="tokens">The token of the attempt, and the one before; null where there is none.</param>
    /// <param name="address">The address that it dialled; null where it did not come so far.</param>
    public Secrets(IEnumerable<AccessToken?> tokens, Uri? address)
    {
        string[] parts = [.. tokens.SelectMany(TokenForms), .. QueryForms((address?.Query ?? "").TrimStart('?'))];
        _secrets = [.. parts.Where(part => part.Length > 0).Distinct(StringComparer.Ordinal).OrderByDescending(part => part.Length)];
    }

    /// <summary>
    /// The text with every secret, plain or escaped for a URL, replaced by <c>***</c>, as are user name, password, query and fragment of each address in it;
    /// null stays null.
    /// </summary>
    public string? Redact(string? text) => text is null ? null : RedactSecrets(Address.Replace(text, MaskAddress));

    private string RedactSecrets(string text)
    {
        if (_secrets.Length == 0)
        {
            return text;
        }

        var masked = Replace(text);
        // Invisible characters inside a secret would be stripped for the log, and the secret come together there.
        var visible = ServerText.Clean(masked, int.MaxValue)!;
        return CutTail(Replace(visible) is var found && found != visible ? found : masked);
    }

    private static string MaskAddress(Match address) => string.Concat(
        address.Groups["start"].Value,
        address.Groups["user"].Success ? Mask + "@" : "",
        address.Groups["rest"].Value,
        address.Groups["query"] is { Length: > 1 } query ? query.Value[..1] + Mask : address.Groups["query"].Value);

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
