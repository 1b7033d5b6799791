using TokenSocket.Credentials;

namespace TokenSocket.Cli;

/// <summary>Says faults of the client's options in the words of the command line.</summary>
internal static class OptionWords
{
    private const string Prefix = "TokenSocket:";

    /// <summary>Every fault that the client finds, in the words of the command line.</summary>
    /// <param name="options">What the command line says.</param>
    /// <param name="source">Where the token comes from.</param>
    public static IEnumerable<string> FaultsOf(TokenSocketOptions options, TokenSource source)
    {
        try
        {
            _ = new TokenSocketClient(options, new TokenSocketServices { Logger = Serilog.Core.Logger.None });
            return [];
        }
        catch (OptionsException e)
        {
            return e.Faults.Select(fault => InWords(fault, source));
        }
    }

    /// <summary>A resolution with the options' names replaced by those of the command line.</summary>
    public static string InWords(string sentence) => sentence
        .Replace(nameof(TokenSocketOptions.ReconnectOnDuplicateConnection), "--reconnect-on-duplicate", StringComparison.Ordinal)
        .Replace(nameof(TokenSocketOptions.GatewayUrl), "URL", StringComparison.Ordinal)
        .Replace(nameof(TokenSocketOptions.MaxAttempts), "--max-attempts", StringComparison.Ordinal)
        .Replace(nameof(TokenSocketOptions.RedirectHosts), "--redirect-host", StringComparison.Ordinal)
        .Replace(nameof(TokenSocketOptions.TokenFile), "--token-file", StringComparison.Ordinal)
        .Replace(nameof(OAuthOptions.TokenUrl), "--oauth-token-url", StringComparison.Ordinal)
        .Replace(nameof(OAuthOptions.ClientId), "--client-id", StringComparison.Ordinal)
        .Replace(nameof(OAuthOptions.ClientSecretFile), "--client-secret-file", StringComparison.Ordinal)

        // It stands in a file or in a variable.
        .Replace(nameof(OAuthOptions.ClientSecret), "its secret", StringComparison.Ordinal)

        // A word of other languages too: alone, never within an address.
        .Replace(" " + nameof(OAuthOptions.Scope), " --scope", StringComparison.Ordinal);

    private static string InWords(string fault, TokenSource source)
    {
        // A header's name may hold spaces: that is the fault then.
        var end = fault.IndexOf(" must be a header name", StringComparison.Ordinal) is >= 0 and var name ? name : fault.IndexOf(' ', StringComparison.Ordinal);
        if (!fault.StartsWith(Prefix, StringComparison.Ordinal) || end < 0)
        {
            return fault;
        }

        var key = fault[Prefix.Length..end];
        var sentence = WithBeside(fault[end..], source)
            .Replace(" they go into ClientId and ClientSecret.", " they go into --client-id and --client-secret-file.", StringComparison.Ordinal)
            .Replace(" set it, or ClientSecretFile.", $" name the file that holds the secret, or set the environment variable {TokenSourceReader.SecretVariable}.", StringComparison.Ordinal)
            .Replace(" they go into Token or Headers.", " they go into --token or --header.", StringComparison.Ordinal)
            .Replace(" set Token instead.", " use --token instead.", StringComparison.Ordinal)
            .Replace(", or set AllowInsecureToken.", ".", StringComparison.Ordinal);
        return Name(key, source) + sentence;
    }

    // One sentence for every pair of sources; which of both is to go is not for the tool to say.
    private static string WithBeside(string sentence, TokenSource source)
    {
        const string before = " while ", after = " is set too; set one of them.";
        return sentence.EndsWith(after, StringComparison.Ordinal) && sentence.LastIndexOf(before, StringComparison.Ordinal) is >= 0 and var start
            ? $" is given beside {Name(sentence[(start + before.Length)..^after.Length], source)}; leave one of them out."
            : sentence;
    }

    private static string Name(string key, TokenSource source) => key switch
    {
        nameof(TokenSocketOptions.GatewayUrl) => "URL",
        nameof(TokenSocketOptions.Token) => source.TokenPlace,
        nameof(TokenSocketOptions.OAuth) => source.OAuthPlace,
        "OAuth:TokenUrl" => "--oauth-token-url",
        "OAuth:ClientSecret" => "--client-secret-file",
        _ when key.StartsWith("OAuth:", StringComparison.Ordinal) => Dashed(key["OAuth:".Length..]),
        _ when key.StartsWith("SocketIo:", StringComparison.Ordinal) => Dashed(key["SocketIo:".Length..]),
        _ when key.StartsWith("TokenPlacement:", StringComparison.Ordinal) => "--token-in",
        nameof(TokenSocketOptions.RedirectHosts) => "--redirect-host",
        _ when key.StartsWith("Headers:", StringComparison.Ordinal) => $"--header '{key["Headers:".Length..]}'",
        _ => Dashed(key),
    };

    private static string Dashed(string key) =>
        "--" + string.Concat(key.Select((c, i) => char.IsAsciiLetterUpper(c) ? (i > 0 ? "-" : "") + char.ToLowerInvariant(c) : c.ToString()));
}
