using System.IO.Pipelines;
using TokenSocket.Credentials;

namespace TokenSocket.Running;

/// <summary>Asks the token provider, and puts whatever it does into an answer.</summary>
/// <param name="tokens">The provider.</param>
/// <param name="scheduler">Where it is asked.</param>
/// <param name="time">The clock.</param>
internal sealed class TokenAsker(ITokenProvider tokens, PipeScheduler scheduler, TimeProvider time)
{
    /// <summary>The answer. Never throws, and takes no longer than <c>TokenTimeout</c>.</summary>
    /// <param name="request">What the provider is told.</param>
    /// <param name="known">The token that was given before, whose age goes on where it is given again.</param>
    /// <param name="settings">Where the token goes, and how long the provider may take.</param>
    /// <param name="cancellationToken">Ends it; then nobody listens to the answer.</param>
    public async Task<TokenAnswer> AskAsync(TokenRequest request, AccessToken? known, AttemptSettings settings, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(settings.TokenTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            var token = await ForeignCall.AskAsync(scheduler, cancelled => tokens.GetTokenAsync(request, cancelled), either.Token).ConfigureAwait(false);
            return token is not null && TokenPlacer.FaultOf(token, settings.Token) is { } fault
                ? new TokenAnswer(null, $"The token {fault}.")
                : new TokenAnswer(Aged(token, known));
        }
        catch (TokenUnavailableException e)
        {
            return new TokenAnswer(null, e.Message, e.Permanent, e.RetryAfter);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            return new TokenAnswer(null, $"The token provider did not answer within {settings.TokenTimeout}.");
        }
        catch (Exception e)
        {
            // Its message could hold a secret.
            return new TokenAnswer(null, $"The token provider failed with {e.GetType().Name}; let it throw TokenUnavailableException to say more.");
        }
    }

    /// <summary>How long from now the next token is to be asked for; null where the token does not age.</summary>
    public TimeSpan? RefreshAfter(AccessToken? token) => token?.RefreshAt is not { } at ? null : at > time.GetUtcNow() ? at - time.GetUtcNow() : TimeSpan.Zero;

    // A lifetime counts from when the token is first seen: half of one that is given again is not a whole one.
    private AccessToken? Aged(AccessToken? token, AccessToken? known) => token switch
    {
        { RefreshAt: null, ExpiresAt: { } end } when token == known && end == known.ExpiresAt => known,
        { RefreshAt: null, ExpiresAt: { } end } when time.GetUtcNow() is var now => token with { RefreshAt = now + TokenAge.RefreshAfter(end - now) },
        _ => token,
    };
}
