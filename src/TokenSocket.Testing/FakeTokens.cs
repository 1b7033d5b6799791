using TokenSocket.Credentials;

namespace TokenSocket.Testing;

/// <summary>A token provider in the hands of a test.</summary>
public sealed class FakeTokens : ITokenProvider
{
    private readonly List<TokenRequest> _requests = [];
    private Func<TokenRequest, CancellationToken, ValueTask<AccessToken?>> _answer;

    /// <param name="token">What is given from the start; null for none.</param>
    public FakeTokens(string? token = "token") => _answer = Giving(token);

    /// <summary>What was asked, in order.</summary>
    public IReadOnlyList<TokenRequest> Requests => _requests;

    /// <summary>From now on this token is given; null for none.</summary>
    public void Give(string? token) => _answer = Giving(token);

    /// <summary>From now on asking throws.</summary>
    public void Fail(Exception exception) => _answer = (_, _) => ValueTask.FromException<AccessToken?>(exception);

    /// <summary>From now on asking never ends, unless it is cancelled.</summary>
    public void Hang() => _answer = static (_, cancelled) =>
    {
        var never = new TaskCompletionSource<AccessToken?>();
        cancelled.Register(() => never.TrySetCanceled(cancelled));
        return new(never.Task);
    };

    /// <summary>From now on the function answers.</summary>
    public void AnswerWith(Func<TokenRequest, CancellationToken, ValueTask<AccessToken?>> answer) => _answer = answer;

    /// <inheritdoc/>
    public ValueTask<AccessToken?> GetTokenAsync(TokenRequest request, CancellationToken cancellationToken)
    {
        _requests.Add(request);
        return _answer(request, cancellationToken);
    }

    private static Func<TokenRequest, CancellationToken, ValueTask<AccessToken?>> Giving(string? token)
    {
        var given = token is null ? null : new AccessToken(token);
        return (_, _) => ValueTask.FromResult(given);
    }
}
