using System.Globalization;

namespace TokenSocket.Credentials;

/// <summary>Decides what an answer means. Every sentence has the address and the status; of the issuer's own words the error code alone.</summary>
/// <param name="address">The address without user info and query.</param>
/// <param name="isRefresh">Whether a refresh token was sent: whatever an issuer has against that, the client's own credentials may do.</param>
internal sealed class OAuthVerdict(string address, bool isRefresh)
{
    private const string Later = "; it is asked again later.";

    /// <summary>Why an answer brings no token; null where it brings one.</summary>
    /// <param name="status">The status.</param>
    /// <param name="answer">The body.</param>
    /// <param name="retryAfter">What the header asks for.</param>
    public OAuthOutcome.Refused? Of(int status, OAuthAnswer answer, TimeSpan? retryAfter) => status switch
    {
        >= 200 and < 300 => OfSuccess(status, answer),
        400 => OfBadRequest(answer),
        401 => Refuse(status, "; check ClientId and ClientSecret.") with { Permanent = true, FallsBack = isRefresh },
        403 => Refuse(status, "; check the plan, and what this client may do.") with { Permanent = true, FallsBack = isRefresh },

        // Both are said at the door: the token was not looked at.
        429 => Refuse(status, "; it takes no more requests for now.") with { RetryAfter = retryAfter, KeepsRefresh = true },
        503 => Refuse(status, Later) with { RetryAfter = retryAfter, KeepsRefresh = true },
        >= 300 and < 400 => Refuse(status, ", which leads elsewhere and is not followed; check TokenUrl.") with { RetryAfter = retryAfter },
        408 or 425 or >= 500 => Refuse(status, Later) with { RetryAfter = retryAfter },

        // A server that is being deployed answers 404 for minutes, and a gateway 405 or 421 while its routes are loaded.
        _ => Refuse(status, "; check TokenUrl if that lasts.") with { RetryAfter = retryAfter },
    };

    /// <summary>No answer came.</summary>
    /// <param name="how">The rest of the sentence.</param>
    /// <param name="wasSent">Whether the issuer may have seen the request.</param>
    public OAuthOutcome.Refused Unanswered(string how, bool wasSent) => new($"The token endpoint {address} {how}") { KeepsRefresh = !wasSent };

    /// <summary>An answer came, but not to its end.</summary>
    public OAuthOutcome.Refused BrokenOff(int status) => Refuse(status, ", but the answer broke off" + Later);

    private OAuthOutcome.Refused? OfSuccess(int status, OAuthAnswer answer) => answer switch
    {
        { AccessToken: null } => Refuse(status, " without a token that can be read; check TokenUrl."),

        // RFC 6749, 7.1: of another type, it would have to be sent with a proof.
        { IsBearer: false } => Refuse(status, " with a token that is no bearer token; check what the issuer has set for this client.") with { Permanent = true },
        _ => null,
    };

    private OAuthOutcome.Refused OfBadRequest(OAuthAnswer answer)
    {
        var code = answer.Error is { } error ? $" with the error {error}" : "";
        return Refuse(400, $"{code}; check TokenUrl, ClientId and Scope.") with { Permanent = true, FallsBack = isRefresh };
    }

    private OAuthOutcome.Refused Refuse(int status, string rest) =>
        new(string.Create(CultureInfo.InvariantCulture, $"The token endpoint {address} answered {status}{rest}"));
}
