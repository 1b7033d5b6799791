using System.Net;
using System.Text;
using System.Text.Json;

namespace TokenSocket.Tests.Discovering;

/// <summary>The place where a gateway tells which address to dial, in the hands of a test. It answers 404 until it is told otherwise.</summary>
internal sealed class FakeDiscovery : HttpMessageHandler
{
    private readonly List<string> _asked = [];
    private readonly List<string> _headers = [];
    private Func<CancellationToken, Task<HttpResponseMessage>> _answer = static _ => Task.FromResult(Response(404, ""));

    /// <summary>Method and address of each question.</summary>
    public IReadOnlyList<string> Asked => _asked;

    /// <summary>The headers of each question.</summary>
    public IReadOnlyList<string> Headers => _headers;

    /// <summary>Whether the last question was called off.</summary>
    public bool IsCancelled { get; private set; }

    /// <summary>From now on this address is named.</summary>
    public void Name(string? url) => Answer(JsonSerializer.Serialize(new { region = "us-east", url, isNew = false }));

    /// <summary>From now on this is the answer.</summary>
    public void Answer(string body, int status = 200) => _answer = _ => Task.FromResult(Response(status, body));

    /// <summary>From now on this is the body of the answer.</summary>
    public void Answer(Stream body) => _answer = _ => Task.FromResult(new HttpResponseMessage { Content = new StreamContent(body) });

    /// <summary>From now on nothing gets through.</summary>
    public void Fail(Exception exception) => _answer = _ => Task.FromException<HttpResponseMessage>(exception);

    /// <summary>From now on there is no answer.</summary>
    public void Ignore() => _answer = async cancelled =>
    {
        var never = new TaskCompletionSource<HttpResponseMessage>();
        using var called = cancelled.Register(() =>
        {
            IsCancelled = true;
            never.TrySetCanceled(cancelled);
        });
        return await never.Task.ConfigureAwait(false);
    };

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        _asked.Add($"{request.Method} {request.RequestUri!.AbsoluteUri}");
        _headers.Add(string.Join(", ", request.Headers.NonValidated.Select(header => $"{header.Key}: {header.Value}")));
        return _answer(cancellationToken);
    }

    private static HttpResponseMessage Response(int status, string body) =>
        new((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
}
