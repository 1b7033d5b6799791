namespace TokenSocket.Cli;

/// <summary>Says faults of the client's options in the words of the command line.</summary>
internal static class OptionWords
{
    private const string Prefix = "TokenSocket:";

    /// <summary>Every fault that the client finds, in the words of the command line.</summary>
    /// <param name="options">What the command line says.</param>
    /// <param name="token">Where the token stands: an option, or an environment variable.</param>
    public static IEnumerable<string> FaultsOf(TokenSocketOptions options, string token)
    {
        try
        {
            _ = new TokenSocketClient(options, new TokenSocketServices { Logger = Serilog.Core.Logger.None });
            return [];
        }
        catch (OptionsException e)
        {
            return e.Faults.Select(fault => InWords(fault, token));
        }
    }

    /// <summary>A resolution with the options' names replaced by those of the command line.</summary>
    public static string InWords(string sentence) => sentence
        .Replace(nameof(TokenSocketOptions.ReconnectOnDuplicateConnection), "--reconnect-on-duplicate", StringComparison.Ordinal)
        .Replace(nameof(TokenSocketOptions.GatewayUrl), "URL", StringComparison.Ordinal)
        .Replace(nameof(TokenSocketOptions.MaxAttempts), "--max-attempts", StringComparison.Ordinal)
        .Replace(nameof(TokenSocketOptions.RedirectHosts), "--redirect-host", StringComparison.Ordinal)
        .Replace(nameof(TokenSocketOptions.TokenFile), "--token-file", StringComparison.Ordinal);

    private static string InWords(string fault, string token)
    {
        // A header's name may hold spaces: that is the fault then.
        var end = fault.IndexOf(" must be a header name", StringComparison.Ordinal) is >= 0 and var name ? name : fault.IndexOf(' ', StringComparison.Ordinal);
        if (!fault.StartsWith(Prefix, StringComparison.Ordinal) || end < 0)
        {
            return fault;
        }

        var key = fault[Prefix.Length..end];
        var sentence = fault[end..]
            .Replace(" they go into Token or Headers.", " they go into --token or --header.", StringComparison.Ordinal)
            .Replace(" set Token instead.", " use --token instead.", StringComparison.Ordinal)
            .Replace(", or set AllowInsecureToken.", ".", StringComparison.Ordinal);
        return Name(key, token) + sentence;
    }

    private static string Name(string key, string token) => key switch
    {
        nameof(TokenSocketOptions.GatewayUrl) => "URL",
        nameof(TokenSocketOptions.Token) => token,
        nameof(TokenSocketOptions.RedirectHosts) => "--redirect-host",
        _ when key.StartsWith("Headers:", StringComparison.Ordinal) => $"--header '{key["Headers:".Length..]}'",
        _ => "--" + string.Concat(key.Select((c, i) => char.IsAsciiLetterUpper(c) ? (i > 0 ? "-" : "") + char.ToLowerInvariant(c) : c.ToString())),
    };
}
