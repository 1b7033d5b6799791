using TokenSocket.CloseCodes;

namespace TokenSocket.Credentials;

/// <summary>Finds every fault of the options of a token endpoint at once. Reads no file.</summary>
/// <param name="options">The options.</param>
/// <param name="fault">Takes a key and the rest of a sentence.</param>
internal sealed class OAuthCheck(OAuthOptions options, Action<string, string> fault)
{
    private const string Section = "OAuth:";

    /// <summary>Tells every fault.</summary>
    public static void Check(OAuthOptions options, Action<string, string> fault)
    {
        var check = new OAuthCheck(options, (key, sentence) => fault(Section + key, sentence));
        check.CheckTokenUrl();
        check.CheckClient();
        check.CheckScope();
        check.CheckEndpoint();
    }

    private void CheckTokenUrl()
    {
        const string key = nameof(OAuthOptions.TokenUrl);
        var url = options.TokenUrl;
        if (url is null || url.OriginalString.Length == 0)
        {
            fault(key, "is missing; set it to the token endpoint, such as 'https://id.example/connect/token'.");
        }
        else if (!url.IsAbsoluteUri || url.Scheme is not ("http" or "https") || url.Host.Length == 0)
        {
            fault(key, $"must start with https:// and name a host; it is '{ShownAddress.Of(url)}'.");
        }
        else if (url.Scheme == "http" && !LoopbackAddress.Contains(url))
        {
            fault(key, $"is '{ShownAddress.Of(url)}', over which anyone on the way can read the secret; use 'https{ShownAddress.Of(url)![4..]}'.");
        }
        else if (url.UserInfo.Length > 0)
        {
            fault(key, $"must not carry a user name or password; it is '{ShownAddress.Of(url)}' and they go into ClientId and ClientSecret.");
        }
        else if (url.Fragment.Length > 0)
        {
            fault(key, $"must not carry a fragment (#…); it is '{ShownAddress.Of(url)}' (RFC 6749, section 3.2).");
        }
    }

    private void CheckClient()
    {
        if (string.IsNullOrEmpty(options.ClientId))
        {
            fault(nameof(OAuthOptions.ClientId), "is missing; the issuer knows this client by it.");
        }

        switch (string.IsNullOrEmpty(options.ClientSecret), string.IsNullOrEmpty(options.ClientSecretFile))
        {
            case (true, true):
                fault(nameof(OAuthOptions.ClientSecret), "is missing; set it, or ClientSecretFile.");
                break;
            case (false, false):
                fault(nameof(OAuthOptions.ClientSecretFile), $"is '{ServerText.Clean(options.ClientSecretFile)}' while ClientSecret is set too; set one of them.");
                break;
        }
    }

    private void CheckScope()
    {
        if (options.Scope is { Length: > 0 } scope && !ScopeNames.AreIn(scope))
        {
            fault(nameof(OAuthOptions.Scope), $"must be names in ASCII without quotes and backslashes, one space between them; it is '{ServerText.Clean(scope)}'.");
        }
    }

    private void CheckEndpoint()
    {
        const string key = nameof(OAuthOptions.Endpoint);
        var endpoint = options.SpokenTo;
        if (!Enum.IsDefined(endpoint.Format))
        {
            fault($"{key}:{nameof(TokenEndpoint.Format)}", $"must be one of {string.Join(", ", Enum.GetNames<TokenRequestFormat>())}; it is {endpoint.Format:D}.");
        }

        if (endpoint.Scope is { Length: > 0 } scope && !ScopeNames.AreIn(scope))
        {
            fault($"{key}:{nameof(TokenEndpoint.Scope)}", "must be names in ASCII without quotes and backslashes, one space between them.");
        }

        CheckLifetime($"{key}:{nameof(TokenEndpoint.AccessTokenLifetime)}", endpoint.AccessTokenLifetime);
        CheckLifetime($"{key}:{nameof(TokenEndpoint.RefreshTokenLifetime)}", endpoint.RefreshTokenLifetime);
        if (options.TokenUrl is { IsAbsoluteUri: true } url && endpoint.RefreshPath is { Length: > 0 } path && !StaysAt(url, path))
        {
            fault($"{key}:{nameof(TokenEndpoint.RefreshPath)}", $"must be an address at the host of TokenUrl; it is '{ServerText.Clean(path.Split('?', '#')[0])}'.");
        }
    }

    private void CheckLifetime(string key, TimeSpan? value)
    {
        if (value is { } lifetime && (lifetime <= TimeSpan.Zero || lifetime > OAuthAnswer.LongestLifetime))
        {
            fault(key, $"must be longer than nothing, and no longer than {OAuthAnswer.LongestLifetime}; it is {lifetime}.");
        }
    }

    // Elsewhere the refresh token would be handed to someone who did not issue it.
    private static bool StaysAt(Uri url, string path) =>
        Uri.TryCreate(url, path, out var target)
        && target.GetLeftPart(UriPartial.Authority) == url.GetLeftPart(UriPartial.Authority);
}
