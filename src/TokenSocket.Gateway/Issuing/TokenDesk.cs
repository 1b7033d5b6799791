using System.Security.Cryptography;
using System.Text;

namespace TokenSocket.Gateway.Issuing;

/// <summary>Decides what a request is told, without HTTP. Thread-safe.</summary>
internal sealed class TokenDesk(InMemoryTokenRegistry tokens, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, string> _secrets = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RefreshToken> _refreshTokens = new(StringComparer.Ordinal);
    private readonly ExpiryQueue<RefreshToken> _expiring = new();
    private TimeSpan _accessTokenLifetime = TimeSpan.FromMinutes(15);
    private TimeSpan _refreshTokenLifetime = TimeSpan.FromDays(7);
    private long _tokensIssued;
    private long _reusedRefreshTokens;

    public TimeSpan AccessTokenLifetime
    {
        get
        {
            lock (_lock)
                return _accessTokenLifetime;
        }

        set
        {
            lock (_lock)
                _accessTokenLifetime = value;
        }
    }

    public TimeSpan RefreshTokenLifetime
    {
        get
        {
            lock (_lock)
                return _refreshTokenLifetime;
        }

        set
        {
            lock (_lock)
                _refreshTokenLifetime = value;
        }
    }

    public long TokensIssued => Interlocked.Read(ref _tokensIssued);

    public long ReusedRefreshTokens => Interlocked.Read(ref _reusedRefreshTokens);

    public int RefreshTokensKept
    {
        get
        {
            lock (_lock)
                return _refreshTokens.Count;
        }
    }

    public void AddClient(string id, string secret)
    {
        lock (_lock)
            _secrets[id] = SecretHash.Of(secret);
    }

    public IssuerAnswer Serve(IssuerRequest request)
    {
        lock (_lock)
        {
            ForgetExpired();
            return request switch
            {
                IssuerRequest.ForClient forClient => Issue(forClient),
                IssuerRequest.Refresh refresh => Refresh(refresh),
                _ => ((IssuerRequest.Faulty)request).Answer,
            };
        }
    }

    private IssuerAnswer Issue(IssuerRequest.ForClient request)
    {
        if (request.Client.Secret is null || !IsKnown(request.Client))
            return IssuerAnswer.Refused.InvalidClient;
        if (!TokenScope.IsWellFormed(request.Scope))
            return IssuerAnswer.Refused.InvalidScope;

        return Issue(new RefreshFamily(request.Client.Id, request.Scope), request.Scope, request.WantsRefresh);
    }

    private IssuerAnswer Refresh(IssuerRequest.Refresh request)
    {
        if (request.Client is { } client && !IsKnown(client))
            return IssuerAnswer.Refused.InvalidClient;
        if (!_refreshTokens.TryGetValue(SecretHash.Of(request.Token), out RefreshToken? token) || !IsOf(request.Client, token.Family))
            return IssuerAnswer.Refused.InvalidGrant;
        if (token.IsUsed)
            Revoke(token.Family);
        if (token.Family.IsRevoked)
            return IssuerAnswer.Refused.InvalidGrant;
        if (!TokenScope.IsWithin(request.Scope, token.Family.Scope))
            return IssuerAnswer.Refused.InvalidScope;

        token.IsUsed = true;
        return Issue(token.Family, request.Scope ?? token.Family.Scope, isRefreshable: true);
    }

    // Not every server asks for the secret with a refresh token; one that comes has to be right.
    private bool IsKnown(ClientCredentials client) =>
        _secrets.TryGetValue(client.Id, out string? hash)
        && (client.Secret is null
            || CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(hash), Encoding.ASCII.GetBytes(SecretHash.Of(client.Secret))));

    private static bool IsOf(ClientCredentials? client, RefreshFamily family) => client is null || client.Id == family.Client;

    private void Revoke(RefreshFamily family)
    {
        family.IsRevoked = true;
        Interlocked.Increment(ref _reusedRefreshTokens);
    }

    private IssuerAnswer.Issued Issue(RefreshFamily family, string? scope, bool isRefreshable)
    {
        Interlocked.Increment(ref _tokensIssued);
        DateTimeOffset expiresAt = time.GetUtcNow() + _accessTokenLifetime;
        return new IssuerAnswer.Issued(
            tokens.IssueRandom(family.Client, _accessTokenLifetime), _accessTokenLifetime, expiresAt, isRefreshable ? NextOf(family) : null, scope);
    }

    private string NextOf(RefreshFamily family)
    {
        string secret = SecretHash.NewSecret();
        var token = new RefreshToken(SecretHash.Of(secret), family);
        _refreshTokens.Add(token.Hash, token);
        _expiring.Add(token, time.GetUtcNow() + _refreshTokenLifetime);
        return secret;
    }

    private void ForgetExpired()
    {
        foreach (RefreshToken token in _expiring.TakeExpired(time.GetUtcNow()))
            _refreshTokens.Remove(token.Hash);
    }
}
