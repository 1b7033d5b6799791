using System.Net;
using System.Text;

namespace TokenSocket.Tests.Tokens.OAuth;

/// <summary>
/// A token endpoint in the hands of a test. It rotates refresh tokens, refuses one that was used, and numbers what it issues: <c>access-1</c>
/// with <c>refresh-1</c>, and so on.
/// </summary>
internal sealed class FakeIssuer : HttpMessageHandler
{
    private readonly Queue<Func<IssuerRequest, CancellationToken, Task<HttpResponseMessage>>> _script = [];
    private readonly List<IssuerRequest> _requests = [];
    private string? _current;
    private int _issued;

    public IReadOnlyList<IssuerRequest> Requests => _requests;

    /// <summary>What each request was asked with, in order: <c>client</c>, or the refresh token.</summary>
    public IEnumerable<string> AskedWith => _requests.Select(request => request.With);

    public int Lifetime { get; set; } = 900;

    public bool Rotates { get; set; } = true;

    public bool IsDisposed { get; private set; }

    /// <summary>The next request is answered so.</summary>
    public void Answer(int status, string body = "", string? retryAfter = null) =>
        _script.Enqueue((_, _) => Task.FromResult(Response(status, body, retryAfter)));

    /// <summary>The next request fails before the issuer looks at it.</summary>
    public void Fail(Exception exception) => _script.Enqueue((_, _) => Task.FromException<HttpResponseMessage>(exception));

    /// <summary>The next request is carried out, and its answer lost on the way.</summary>
    public void Lose() => _script.Enqueue((request, _) =>
    {
        Issue(request).Dispose();
        return Task.FromException<HttpResponseMessage>(new HttpRequestException(HttpRequestError.ResponseEnded, "hidden"));
    });

    /// <summary>The next request is carried out, and never answered.</summary>
    public void Hang() => _script.Enqueue((request, cancelled) =>
    {
        Issue(request).Dispose();
        var never = new TaskCompletionSource<HttpResponseMessage>();
        cancelled.Register(() => never.TrySetCanceled(cancelled));
        return never.Task;
    });

    /// <summary>The next request is answered when the test says so; null for as usual.</summary>
    public Action<HttpResponseMessage?> Hold(bool ignoresCancellation = false)
    {
        var answer = new TaskCompletionSource<HttpResponseMessage?>();
        _script.Enqueue(async (request, cancelled) => await answer.Task.WaitAsync(ignoresCancellation ? default : cancelled).ConfigureAwait(false) ?? Issue(request));
        return response => Testing.Inline.Run(() => answer.TrySetResult(response));
    }

    /// <summary>The next request is answered with this.</summary>
    public void Answer(HttpResponseMessage response) => _script.Enqueue((_, _) => Task.FromResult(response));

    public static HttpResponseMessage Response(int status, string body = "", string? retryAfter = null)
    {
        var response = new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (retryAfter is not null)
        {
            response.Headers.TryAddWithoutValidation("Retry-After", retryAfter);
        }

        return response;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var seen = await IssuerRequest.OfAsync(request).ConfigureAwait(false);
        _requests.Add(seen);
        return await (_script.TryDequeue(out var act) ? act(seen, cancellationToken) : Task.FromResult(Issue(seen))).ConfigureAwait(false);
    }

    protected override void Dispose(bool disposing)
    {
        IsDisposed = true;
        base.Dispose(disposing);
    }

    private HttpResponseMessage Issue(IssuerRequest request)
    {
        if (request.RefreshToken is { } token && token != _current)
        {
            return Response(400, """{"error":"invalid_grant","error_description":"It was used before."}""");
        }

        _issued++;
        var keeps = request.RefreshToken is not null && !Rotates;
        _current = keeps ? _current : $"refresh-{_issued}";
        var rest = keeps ? "" : $",\"refresh_token\":\"{_current}\"";
        return Response(200, $"{{\"access_token\":\"access-{_issued}\",\"token_type\":\"Bearer\",\"expires_in\":{Lifetime}{rest}}}");
    }
}
