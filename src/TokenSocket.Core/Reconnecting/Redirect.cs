using System.Net;

namespace TokenSocket.Reconnecting;

/// <summary>Reads the address that a close reason names, and says whether it is safe to go there.</summary>
/// <param name="To">The address; null where it is refused.</param>
/// <param name="Refusal">One sentence: which rule refused it; null where it is safe.</param>
internal sealed record Redirect(Uri? To, string? Refusal)
{
    private const string Prefix = "REDIRECT:";

    /// <summary>The rules, in order: a WebSocket address without credentials; never from wss to ws; a host that is trusted.</summary>
    /// <param name="reason">The close reason.</param>
    /// <param name="gateway">The address that the options name.</param>
    /// <param name="from">The address that closed: the gateway, or where an earlier redirect led.</param>
    /// <param name="trusted">Further hosts: exact, or <c>*.name</c>.</param>
    public static Redirect Read(string? reason, Uri gateway, Uri from, IEnumerable<string> trusted)
    {
        if (reason?.StartsWith(Prefix, StringComparison.Ordinal) != true
            || !Uri.TryCreate(reason[Prefix.Length..].Trim(), UriKind.Absolute, out var to)
            || to.Scheme is not ("ws" or "wss"))
        {
            return Refused("The reason names no ws:// or wss:// address.");
        }

        if (to.UserInfo.Length > 0 || to.Fragment.Length > 0)
        {
            return Refused("The address carries a user name, a password or a fragment.");
        }

        if (from.Scheme == "wss" && to.Scheme == "ws")
        {
            return Refused("The address would leave wss for ws.");
        }

        return IsTrusted(to, gateway, trusted)
            ? new Redirect(to, null)
            : Refused($"The host '{Host(to)}' is neither the gateway's own nor one that the dialect or RedirectHosts names.");
    }

    private static bool IsTrusted(Uri to, Uri gateway, IEnumerable<string> trusted)
    {
        var host = Host(to);
        var isAddress = IPAddress.TryParse(host, out _);
        return host == Host(gateway) || trusted.Any(pattern => pattern.StartsWith("*.", StringComparison.Ordinal)
            ? !isAddress && host.EndsWith(pattern[1..], StringComparison.OrdinalIgnoreCase)
            : string.Equals(host, pattern.Trim('[', ']'), StringComparison.OrdinalIgnoreCase));
    }

    // Never empty, and in lower case, for a Uri of ws or wss.
    private static string Host(Uri address) => address.IdnHost.TrimEnd('.');

    private static Redirect Refused(string rule) => new(null, rule);
}
