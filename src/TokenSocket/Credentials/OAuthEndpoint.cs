using TokenSocket.CloseCodes;
using TokenSocket.Reconnecting;

namespace TokenSocket.Credentials;

/// <summary>Speaks to a token endpoint, once for each call. Whatever happens is an outcome.</summary>
/// <param name="options">Good options.</param>
/// <param name="time">Measures the timeout, and compares dates in answers.</param>
/// <param name="handler">Carries the requests; disposed with this.</param>
internal sealed class OAuthEndpoint(OAuthOptions options, TimeProvider time, HttpMessageHandler handler) : IDisposable
{
    /// <summary>The longest that one request may take, from DNS to the end of its answer.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    private readonly TokenEndpoint _endpoint = options.SpokenTo;
    private readonly OAuthRequest _request = new(options);
    private readonly HttpMessageInvoker _http = new(handler);

    /// <summary>Asks with the refresh token, or with the client's credentials where there is none.</summary>
    public async Task<OAuthOutcome> AskAsync(OAuthRefreshToken? refresh, OAuthMoment now, CancellationToken ended)
    {
        var verdict = new OAuthVerdict(ShownAddress.Of(_request.AddressOf(refresh))!, refresh is not null);
        using var timeout = new CancellationTokenSource(Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, ended);
        try
        {
            var secret = _request.NeedsSecret(refresh) ? Secret() : null;
            using var request = _request.Write(refresh, secret?.Value);
            using var response = await _http.SendAsync(request, either.Token).ConfigureAwait(false);
            return await ReadAsync(response, verdict, secret, refresh, now, either.Token).ConfigureAwait(false);
        }
        catch (TokenUnavailableException e)
        {
            return new OAuthOutcome.Refused(e.Message) { KeepsRefresh = true };
        }
        catch (OperationCanceledException)
        {
            return verdict.Unanswered($"did not answer within {Timeout.TotalSeconds:0} seconds.", wasSent: true);
        }
        catch (Exception e) when (HttpFailure.NeverSent(e) is { } why)
        {
            return verdict.Unanswered($"could not be reached: {why}.", wasSent: false);
        }
        catch (Exception e)
        {
            return verdict.Unanswered($"did not answer ({HttpFailure.KindOf(e)}); it is asked again later.", wasSent: true);
        }
    }

    /// <summary>Ends the requests under way, as if the network had failed.</summary>
    public void Dispose() => _http.Dispose();

    private async Task<OAuthOutcome> ReadAsync(
        HttpResponseMessage response,
        OAuthVerdict verdict,
        AccessToken? secret,
        OAuthRefreshToken? refresh,
        OAuthMoment now,
        CancellationToken cancellationToken)
    {
        var status = (int)response.StatusCode;
        var retryAfter = response.Headers.NonValidated.TryGetValues("Retry-After", out var values) ? values.FirstOrDefault() : null;

        // Where the status says everything, a body that never ends takes nothing away from it.
        var body = HasBody(status) ? await BoundedBody.TryReadAsync(response.Content, OAuthAnswer.MaxBytes, cancellationToken).ConfigureAwait(false) : default(ReadOnlyMemory<byte>);
        if (body is not { } read)
        {
            return verdict.BrokenOff(status);
        }

        var answer = Without(secret?.Value, OAuthAnswer.Read(read.Length > OAuthAnswer.MaxBytes ? default : read));
        if (verdict.Of(status, answer, RetryAfter.Read(retryAfter, time.GetUtcNow())) is { } refused)
        {
            return refused with { Secret = secret };
        }

        var access = new OAuthAccess(new AccessToken(answer.AccessToken!), now, answer.Lifetime ?? _endpoint.AccessTokenLifetime);
        var next = answer.RefreshToken is { } token ? new OAuthRefreshToken(token, now) : null;
        return new OAuthOutcome.Granted(access, next, KeepsRefresh: refresh is not null && !answer.SpeaksOfRefreshToken);
    }

    private static bool HasBody(int status) => status is (>= 200 and < 300) or 400;

    // A careless issuer may put what it was sent where a code belongs. The code of a refused refresh is not shown: the next request's is.
    private static OAuthAnswer Without(string? secret, OAuthAnswer answer) =>
        secret is not null && answer.Error?.Contains(secret, StringComparison.OrdinalIgnoreCase) == true ? answer with { Error = null } : answer;

    private AccessToken Secret()
    {
        if (options.ClientSecretFile is not { Length: > 0 } path)
        {
            return new AccessToken(options.ClientSecret!);
        }

        const string option = nameof(OAuthOptions.ClientSecretFile);
        return TokenFile.Read(path, "client secret", option) ?? throw new TokenUnavailableException($"The client secret file '{path}' is empty; check {option}.");
    }
}
