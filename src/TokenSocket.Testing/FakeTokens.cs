using System.Reactive.Disposables;
using TokenSocket.Credentials;

namespace TokenSocket.Testing;

/// <summary>A token provider in the hands of a test.</summary>
public sealed class FakeTokens : ITokenProvider
{
    private readonly List<TokenRequest> _requests = [];
    private readonly List<Action> _listeners = [];
    private Func<TokenRequest, CancellationToken, ValueTask<AccessToken?>> _answer;

    /// <param name="token">What is given from the start; null for none.</param>
    public FakeTokens(string? token = "token") => _answer = Giving(token);

    /// <summary>What was asked, in order.</summary>
    public IReadOnlyList<TokenRequest> Requests => _requests;

    /// <summary>From now on this token is given; null for none.</summary>
    /// <param name="token">The token.</param>
    /// <param name="expiresAt">When it ends; null for a token that does not age.</param>
    public void Give(string? token, DateTimeOffset? expiresAt = null) => _answer = Giving(token, expiresAt);

    /// <summary>Says that there is another token than the one given last.</summary>
    public void ReportChange() => _listeners.ForEach(static changed => changed());

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

    /// <inheritdoc/>
    public IDisposable OnChange(Action changed)
    {
        _listeners.Add(changed);
        return Disposable.Create(() => _listeners.Remove(changed));
    }

    private static Func<TokenRequest, CancellationToken, ValueTask<AccessToken?>> Giving(string? token, DateTimeOffset? expiresAt = null)
    {
        var given = token is null ? null : new AccessToken(token) { ExpiresAt = expiresAt };
        return (_, _) => ValueTask.FromResult(given);
    }
}
