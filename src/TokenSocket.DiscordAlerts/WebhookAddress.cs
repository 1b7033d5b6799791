using System.Globalization;
using System.Text.RegularExpressions;
using TokenSocket.CloseCodes;

namespace TokenSocket.DiscordAlerts;

/// <summary>Where an alert goes: a webhook, which is a secret, and a thread of its channel. Immutable; compared by value; printed without the secret.</summary>
/// <param name="Url">The webhook's address, <c>/api[/vN]/webhooks/{id}/{token}</c>, with the query it was given.</param>
/// <param name="ThreadId">The thread; null for the channel itself, or the thread that the address names.</param>
public sealed partial record WebhookAddress(Uri Url, ulong? ThreadId)
{
    private const string Hidden = "***";
    private const string ThreadName = "thread_id";

    /// <summary>The address with <c>***</c> for the webhook's token, and without query.</summary>
    public override string ToString() => Mask(Url);

    /// <summary>The thread, be it named beside the address or in its query; null for the channel.</summary>
    internal ulong? Thread => ThreadId ?? Query.Where(static part => IsNamed(part, ThreadName)).Select(NumberIn).FirstOrDefault(static number => number is not null);

    /// <summary>What the query says besides.</summary>
    internal IEnumerable<string> Further => Query.Where(part => !IsNamed(part, "wait") && !(Thread is not null && IsNamed(part, ThreadName)));

    /// <summary>Where a message is posted; the answer is awaited, for without <c>wait</c> Discord reports no error.</summary>
    internal Uri ForPost() => With(Url.AbsolutePath, "wait=true");

    /// <summary>Where a message is edited.</summary>
    internal Uri ForEdit(ulong messageId) => With(FormattableString.Invariant($"{Url.AbsolutePath}/messages/{messageId}"), null);

    /// <summary>The secret part of the address.</summary>
    internal string Token => Url.AbsolutePath[(Url.AbsolutePath.LastIndexOf('/') + 1)..];

    internal static bool IsWebhookPath(string path) => WebhookPath().IsMatch(path);

    /// <summary>Whether its host is one that an address of its own can be made of; Uri takes some once that it then cannot read again.</summary>
    internal static bool NamesHost(Uri url) =>
        url.Host.Length > 0 && Uri.TryCreate(url.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped), UriKind.Absolute, out _);

    /// <summary>As much of an address as may be shown, whatever the address is, on one line.</summary>
    internal static string Mask(Uri url) => url switch
    {
        { IsAbsoluteUri: true, Scheme: "http" or "https", Host.Length: > 0 } =>
            $"{ServerText.Clean(url.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped))}{WebhookStart().Match(url.AbsolutePath)}/{Hidden}",
        _ => Hidden,
    };

    private IEnumerable<string> Query => Url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries);

    private Uri With(string path, string? wait)
    {
        var thread = Thread is { } id ? FormattableString.Invariant($"{ThreadName}={id}") : null;
        var query = string.Join('&', new[] { wait, thread }.OfType<string>().Concat(Further));
        return new Uri($"{Url.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped)}{path}{(query.Length > 0 ? "?" : "")}{query}");
    }

    private static bool IsNamed(string part, string name) => part.Split('=')[0].Equals(name, StringComparison.OrdinalIgnoreCase);

    private static ulong? NumberIn(string part) =>
        part.Split('=') is [_, var value] && ulong.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    [GeneratedRegex("^/api(/v[0-9]+)?/webhooks/[0-9]+/[^/]+$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex WebhookPath();

    [GeneratedRegex("^/api(/v[0-9]+)?/webhooks/[0-9]+(?=/)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex WebhookStart();
}
