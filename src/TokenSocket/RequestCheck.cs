using TokenSocket.CloseCodes;

namespace TokenSocket;

/// <summary>Finds the faults of what goes into the upgrade request beside the token.</summary>
/// <param name="options">The options.</param>
/// <param name="fault">Takes a key and the rest of a sentence.</param>
internal sealed class RequestCheck(TokenSocketOptions options, Action<string, string> fault)
{
    private const int LongestShown = 16;

    private readonly TokenPlacement[] _places = [.. (options.TokenPlacement ?? options.Dialect?.Token)?.Places() ?? []];

    /// <summary>Tells every fault.</summary>
    public static void Check(TokenSocketOptions options, Action<string, string> fault)
    {
        var check = new RequestCheck(options, fault);
        check.CheckHeaders();
        check.CheckSubProtocols();
        check.CheckRest();
    }

    private void CheckHeaders()
    {
        var tokenHeaders = _places.Select(static place => place.In switch
        {
            TokenLocation.Header => place.Name,
            TokenLocation.Bearer => "Authorization",
            _ => null,
        }).ToArray();
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in options.Headers ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            var isFirst = names.Add(name);
            if (!OptionsCheck.IsName(name) || !IsHeaderValue(value))
            {
                fault($"Headers:{ServerText.Clean(name)}", "must be a header name with a value in ASCII on one line; its value is '***'.");
            }
            else if (!isFirst)
            {
                fault($"Headers:{name}", "is there twice; header names have no case.");
            }
            else if (tokenHeaders.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                fault($"Headers:{name}", "is where the token goes; set Token instead.");
            }
        }

        CheckHeadersOfDialect(names);
    }

    private void CheckHeadersOfDialect(HashSet<string> names)
    {
        foreach (var name in options.Dialect?.RequiredHeaders ?? [])
        {
            if (!names.Contains(name))
            {
                fault($"Headers:{name}", $"is missing: add `{name}` to the headers; the dialect '{options.Dialect!.Name}' needs it.");
            }
        }

        foreach (var name in options.Dialect?.NumericHeaders ?? [])
        {
            if (options.Headers?.FirstOrDefault(header => string.Equals(header.Key, name, StringComparison.OrdinalIgnoreCase)).Value is { } value
                && IsHeaderValue(value)
                && (value.Length == 0 || !value.All(char.IsAsciiDigit)))
            {
                fault($"Headers:{name}", $"must have numeric characters only for the dialect '{options.Dialect!.Name}'; it is '***'.");
            }
        }
    }

    private void CheckSubProtocols()
    {
        var protocols = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var protocol in options.SubProtocols ?? [])
        {
            if (!OptionsCheck.IsName(protocol))
            {
                fault(nameof(TokenSocketOptions.SubProtocols), $"must be names without spaces and separators; one is '{Shown(protocol)}'.");
            }
            else if (!protocols.Add(protocol) || GoesWithToken(protocol))
            {
                fault(nameof(TokenSocketOptions.SubProtocols), $"must be offered once each; '{Shown(protocol)}' is there twice, or goes with the token.");
            }
        }
    }

    private void CheckRest()
    {
        foreach (var host in options.RedirectHosts ?? [])
        {
            if (!IsHost(host))
            {
                fault(nameof(TokenSocketOptions.RedirectHosts), $"must be host names, or *.name for all below one; one is '{Shown(host)}'.");
            }
        }

        if (options.Proxy is { } proxy && (!proxy.IsAbsoluteUri || proxy.Scheme is not ("http" or "https" or "socks4" or "socks4a" or "socks5")))
        {
            fault(nameof(TokenSocketOptions.Proxy), $"must start with http://, https:// or socks5://; it is '{OptionsCheck.Show(proxy)}'.");
        }

        if (options.UserAgent is { } agent && !IsHeaderValue(agent))
        {
            fault(nameof(TokenSocketOptions.UserAgent), $"must be ASCII on one line; it is '{ServerText.Clean(options.UserAgent)}'.");
        }
    }

    private bool GoesWithToken(string protocol) =>
        _places.Any(place => place.In == TokenLocation.SubProtocol && protocol.Equals(place.Name, StringComparison.OrdinalIgnoreCase));

    // A name that will not do may be the token itself, which somebody has put there by hand.
    private static string? Shown(string? name) => name?.Length > LongestShown ? "***" : ServerText.Clean(name);

    private static bool IsHeaderValue(string? value) => value?.All(static c => c is >= ' ' and <= '~') == true;

    // There is nothing below a number.
    private static bool IsHost(string? host) => host is not null && (host.StartsWith("*.", StringComparison.Ordinal)
        ? Uri.CheckHostName(host[2..]) == UriHostNameType.Dns
        : Uri.CheckHostName(host) != UriHostNameType.Unknown);
}
