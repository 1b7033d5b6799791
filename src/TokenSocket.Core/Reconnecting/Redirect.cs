using System.Net;

namespace TokenSocket.Reconnecting;

/// <summary>Reads the address that a server names, and says whether it is safe to go there.</summary>
/// <param name="To">The address; null where it is refused.</param>
/// <param name="Refusal">One sentence: which rule refused it; null where it is safe.</param>
internal sealed record Redirect(Uri? To, string? Refusal)
{
    /// <summary>How a close reason begins that names another address.</summary>
    public const string Prefix = "REDIRECT:";

    /// <summary>Judges the address in a close reason.</summary>
    /// <param name="reason">The close reason.</param>
    /// <param name="gateway">The address that the options name.</param>
    /// <param name="from">The address that closed: the gateway, or where an earlier redirect led.</param>
    /// <param name="trusted">Further hosts: exact, or <c>*.name</c>; in Unicode or in punycode.</param>
    public static Redirect Read(string? reason, Uri gateway, Uri from, IEnumerable<string> trusted) =>
        reason?.StartsWith(Prefix, StringComparison.Ordinal) == true && AddressOf(reason[Prefix.Length..]) is { } to
            ? Judge(to, gateway, from, trusted)
            : Refused("The reason names no ws:// or wss:// address.");

    /// <summary>Judges an address that stands alone, by the same rules.</summary>
    /// <param name="address">The address; null where none was named.</param>
    /// <param name="gateway">The address that the options name, and that was asked.</param>
    /// <param name="trusted">Further hosts: exact, or <c>*.name</c>; in Unicode or in punycode.</param>
    public static Redirect ReadAddress(string? address, Uri gateway, IEnumerable<string> trusted) =>
        AddressOf(address) is { } to ? Judge(to, gateway, gateway, trusted) : Refused("It is no ws:// or wss:// address.");

    /// <summary>The rules, in order: an address without credentials; never from wss to ws; a host that is trusted.</summary>
    private static Redirect Judge(Uri to, Uri gateway, Uri from, IEnumerable<string> trusted)
    {
        if (to.UserInfo.Length > 0 || to.Fragment.Length > 0)
        {
            return Refused("The address carries a user name, a password or a fragment.");
        }

        if (from.Scheme == "wss" && to.Scheme == "ws")
        {
            return Refused("The address would leave wss for ws.");
        }

        // The host is the server's word, and could be a token that it echoes: the masked reason shows it, this sentence does not.
        return Host(to) is { } host && (host == Host(gateway) || trusted.Any(pattern => IsNamed(host, pattern)))
            ? new Redirect(to, null)
            : Refused("The host is neither the gateway's own nor one that the dialect or RedirectHosts names.");
    }

    // Uri would escape a blank or a newline inside the address and go on.
    private static Uri? AddressOf(string? text) =>
        text?.Trim() is { } address
        && !address.Any(static c => char.IsWhiteSpace(c) || char.IsControl(c))
        && Uri.TryCreate(address, UriKind.Absolute, out var to)
        && to.Scheme is "ws" or "wss"
            ? to
            : null;

    // There is nothing below a number.
    private static bool IsNamed(string host, string pattern) => pattern.StartsWith("*.", StringComparison.Ordinal)
        ? Host(pattern[2..]) is { } domain && !IPAddress.TryParse(domain, out _) && host.EndsWith($".{domain}", StringComparison.Ordinal)
        : host == Host(pattern);

    // By way of Uri, which brings names and numbers into the form in which they are dialled; null for what is no host.
    private static string? Host(string name)
    {
        var kind = Uri.CheckHostName(name);
        var host = kind == UriHostNameType.IPv6 ? $"[{name.Trim('[', ']')}]" : name;
        return kind != UriHostNameType.Unknown && Uri.TryCreate($"ws://{host}/", UriKind.Absolute, out var address) ? Host(address) : null;
    }

    // In punycode and in lower case for a Uri of ws or wss. A number with a root dot stays a name of its own, for it is asked of DNS.
    // Null for a name that Uri takes as it is and that has no punycode.
    private static string? Host(Uri address)
    {
        try
        {
            return address.IdnHost.TrimEnd('.') is var host && IPAddress.TryParse(host, out _) ? address.IdnHost : host;
        }
        catch (UriFormatException)
        {
            return null;
        }
    }

    private static Redirect Refused(string rule) => new(null, rule);
}
