using System.Globalization;
using System.Net;
using System.Text;

namespace TokenSocket.Contracts.Alerts;

/// <summary>Answers HTTP requests as it is told, and keeps what was asked.</summary>
internal sealed class FakeDiscord : HttpMessageHandler
{
    private Func<CancellationToken, Task<HttpResponseMessage>> _answer = static _ => Task.FromResult(Answered(200, """{"id":"987654321987654321"}"""));

    public List<(string Method, Uri Url, string Body, string UserAgent)> Requests { get; } = [];

    public void Answer(int status, string body = "", params (string Name, string Value)[] headers) =>
        _answer = _ => Task.FromResult(Answered(status, body, headers));

    public void AnswerWith(Stream body, int status = 200) =>
        _answer = _ => Task.FromResult(new HttpResponseMessage((HttpStatusCode)status) { Content = new StreamContent(body) });

    public void Throw(Exception e) => _answer = _ => Task.FromException<HttpResponseMessage>(e);

    public void Hang() => _answer = static cancellation =>
    {
        var never = new TaskCompletionSource<HttpResponseMessage>();
        cancellation.Register(() => never.TrySetCanceled(cancellation));
        return never.Task;
    };

    /// <summary>A body that says an error of Discord.</summary>
    public static string Error(int code, string message = "m") => string.Create(CultureInfo.InvariantCulture, $$"""{"message":"{{message}}","code":{{code}}}""");

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = await request.Content!.ReadAsStringAsync(CancellationToken.None);
        Requests.Add((request.Method.Method, request.RequestUri!, body, request.Headers.UserAgent.ToString()));
        return await _answer(cancellationToken);
    }

    private static HttpResponseMessage Answered(int status, string body, params (string Name, string Value)[] headers)
    {
        var response = new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8) };
        foreach (var (name, value) in headers)
        {
            response.Headers.TryAddWithoutValidation(name, value);
        }

        return response;
    }
}
