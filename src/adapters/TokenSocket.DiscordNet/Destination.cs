using System.Globalization;
using TokenSocket.DiscordAlerts;

namespace TokenSocket.DiscordNet;

/// <summary>An address taken apart as the package wants it, and what the package has no place for. A secret.</summary>
/// <param name="Start">What stands before the package's own path: the host and the version of the interface.</param>
/// <param name="Id">The webhook.</param>
/// <param name="Token">Its secret.</param>
/// <param name="Thread">The thread, be it of the options or of the address; null for the channel.</param>
/// <param name="Further">The rest of the address' query.</param>
internal sealed record Destination(string Start, ulong Id, string Token, ulong? Thread, IReadOnlyList<string> Further)
{
    /// <summary>Null where the address is none of a webhook.</summary>
    public static Destination? Of(WebhookAddress address)
    {
        var url = address.Url;
        if (!url.IsAbsoluteUri || !WebhookAddress.IsWebhookPath(url.AbsolutePath))
        {
            return null;
        }

        var steps = url.AbsolutePath.Split('/');
        // Discord gives no webhook the id 0, and the package takes none.
        if (!ulong.TryParse(steps[^2], NumberStyles.None, CultureInfo.InvariantCulture, out var id) || id == 0)
        {
            return null;
        }

        var query = url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries);
        var thread = address.ThreadId ?? query.Where(static part => IsNamed(part, "thread_id")).Select(Number).FirstOrDefault(static number => number is not null);
        return new(
            $"{url.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped)}{string.Join('/', steps[..^3])}/",
            id,
            steps[^1],
            thread,
            [.. query.Where(part => !IsNamed(part, "wait") && !(thread is not null && IsNamed(part, "thread_id")))]);
    }

    /// <summary>Where a request of the package goes.</summary>
    /// <param name="endpoint">As the package has it: a path, and a query that may be empty.</param>
    public Uri For(string endpoint)
    {
        var (path, query) = endpoint.Split('?') is [var before, var after] ? (before, after) : (endpoint, "");
        var whole = string.Join('&', query.Split('&', StringSplitOptions.RemoveEmptyEntries).Concat(Further));
        return new Uri($"{Start}{path}{(whole.Length > 0 ? "?" : "")}{whole}");
    }

    /// <summary>Says nothing of what it holds.</summary>
    public override string ToString() => nameof(Destination);

    private static bool IsNamed(string part, string name) => part.Split('=')[0].Equals(name, StringComparison.OrdinalIgnoreCase);

    private static ulong? Number(string part) =>
        part.Split('=') is [_, var value] && ulong.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
