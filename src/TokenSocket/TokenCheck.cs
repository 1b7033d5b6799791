using TokenSocket.CloseCodes;
using TokenSocket.Credentials;

namespace TokenSocket;

/// <summary>Finds the faults of where the token comes from and where it goes.</summary>
internal sealed class TokenCheck
{
    private readonly TokenSocketOptions _options;
    private readonly Action<string, string> _fault;
    private readonly TokenPlacement _place;
    private readonly string[] _sources;

    private TokenCheck(TokenSocketOptions options, Action<string, string> fault)
    {
        (_options, _fault) = (options, fault);
        _place = options.TokenPlacement ?? options.Dialect.Token;
        _sources =
        [
            .. string.IsNullOrEmpty(options.Token) ? Array.Empty<string>() : [nameof(TokenSocketOptions.Token)],
            .. string.IsNullOrEmpty(options.TokenFile) ? Array.Empty<string>() : [nameof(TokenSocketOptions.TokenFile)],
            .. options.OAuth is null ? Array.Empty<string>() : [nameof(TokenSocketOptions.OAuth)],
        ];
    }

    /// <summary>Tells every fault; none without a dialect, which is one already.</summary>
    /// <param name="options">The options.</param>
    /// <param name="hasProvider">Whether tokens come from a provider instead.</param>
    /// <param name="fault">Takes a key and the rest of a sentence.</param>
    public static void Check(TokenSocketOptions options, bool hasProvider, Action<string, string> fault)
    {
        if (options.Dialect is null)
        {
            return;
        }

        var check = new TokenCheck(options, fault);
        check.CheckSource(hasProvider);
        if (options.OAuth is { } issuer)
        {
            OAuthCheck.Check(issuer.For(options.Dialect), fault);
        }

        check.CheckPlaces();
        check.CheckEncryption();
    }

    private void CheckSource(bool hasProvider)
    {
        foreach (var source in _sources.Skip(hasProvider ? 0 : 1))
        {
            var value = source == nameof(TokenSocketOptions.TokenFile) ? $"is '{_options.TokenFile}'" : "is set";
            _fault(source, hasProvider ? $"{value} beside a token provider; leave it out." : $"{value} while {_sources[0]} is set too; set one of them.");
        }

        if (!string.IsNullOrEmpty(_options.Token) && TokenPlacer.FaultOf(new AccessToken(_options.Token), _place) is { } fault)
        {
            _fault(nameof(TokenSocketOptions.Token), $"{fault}.");
        }
    }

    private void CheckPlaces()
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var place in _place.Places())
        {
            var key = ReferenceEquals(place, _place) ? "TokenPlacement:Name" : "TokenPlacement:Also";
            if (place.In is not (TokenLocation.None or TokenLocation.Bearer) && !OptionsCheck.IsName(place.Name))
            {
                _fault(key, $"must be letters, digits or one of -._~; it is '{ServerText.Clean(place.Name)}'.");
            }
            else if (!seen.Add(SpotOf(place)))
            {
                _fault(key, $"names {SpotOf(place)} twice; leave one of them out.");
            }
            else if (place.In == TokenLocation.None && _place.Also is not null)
            {
                _fault(key, "says None beside another place; leave one of them out.");
            }
        }
    }

    private void CheckEncryption()
    {
        if (_sources.Length > 0
            && (_place.IsSent || _options.Dialect.TokenMessage is not null)
            && !_options.AllowInsecureToken
            && _options.GatewayUrl is { IsAbsoluteUri: true, Scheme: "ws" } url
            && !TokenPlacer.IsSafe(url))
        {
            _fault(
                nameof(TokenSocketOptions.GatewayUrl),
                $"is '{OptionsCheck.Show(url)}', over which anyone on the way can read the token; use 'wss{OptionsCheck.Show(url)![2..]}', or set AllowInsecureToken.");
        }
    }

    // A server that looks for the token behind one subprotocol cannot tell two pairs apart.
    private static string SpotOf(TokenPlacement place) => place.In switch
    {
        TokenLocation.Header => $"the header '{place.Name}'",
        TokenLocation.Bearer => "the header 'Authorization'",
        TokenLocation.Query => $"the query parameter '{place.Name}'",
        TokenLocation.SubProtocol => "the subprotocols",
        _ => "None",
    };
}
