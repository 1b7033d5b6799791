using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace TokenSocket.Gateway;

/// <summary>Asks a registry about a token, with patience; what it throws may hold the token and goes no further than a scrubbed log.</summary>
internal sealed class TokenJudge(ITokenRegistry tokens, TimeSpan longest, TimeProvider time, ILogger log)
{
    /// <returns>Null if the registry failed; that is logged.</returns>
    public async Task<TokenClaim?> ClaimAsync(HttpContext context, string token)
    {
        using var patience = new CancellationTokenSource(longest, time);
        using var given = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, context.RequestAborted);
        try
        {
            return await tokens.ClaimAsync(token, context.Connection.Id, given.Token).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            GatewayLog.ClaimFailed(log, context.Connection.Id, exception.ToString().Replace(token, "***", StringComparison.Ordinal));
            return null;
        }
    }
}
