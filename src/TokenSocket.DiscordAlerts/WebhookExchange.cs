using System.Net.Http.Headers;
using System.Reflection;
using TokenSocket.Credentials;

namespace TokenSocket.DiscordAlerts;

/// <summary>One request to a webhook and what came of it, whoever wrote the message.</summary>
/// <remarks>
/// Thread-safe. Keeps nothing between requests, and leaves no trace of an address in logs, activities, metrics and event sources.
/// A request may take 10 seconds, from DNS to the end of its answer.
/// </remarks>
/// <param name="time">Measures the timeout, and compares dates in answers.</param>
/// <param name="handler">Carries the requests; disposed with this.</param>
internal sealed class WebhookExchange(TimeProvider time, HttpMessageHandler handler) : IDisposable
{
    /// <summary>The longest that one request may take.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    /// <summary>More than a message of Discord can need; the edge may answer with anything.</summary>
    private const int MaxBytes = 256 * 1024;

    private static readonly MediaTypeHeaderValue Json = new("application/json");

    // Discord's reference asks for this form, and its edge refuses what names nothing.
    private static readonly string UserAgent =
        $"DiscordBot (TokenSocket, {typeof(WebhookExchange).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]})";

    private readonly HttpMessageInvoker _http = new(new HiddenPath(handler));

    /// <summary>What the network does is an outcome, and so is a message that cannot be written.</summary>
    /// <param name="method">PATCH for an edit.</param>
    /// <param name="url">Where to, with the query.</param>
    /// <param name="secret">The part of the address that is hidden in the server's words.</param>
    /// <param name="message">Writes the message, in JSON.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task<AlertOutcome> SendAsync(HttpMethod method, Uri url, string secret, Func<byte[]> message, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            using var request = HiddenPath.Request(method, url);
            request.Headers.TryAddWithoutValidation("User-Agent", UserAgent);
            request.Content = new ByteArrayContent(message());
            request.Content.Headers.ContentType = Json;
            using var response = await _http.SendAsync(request, either.Token).ConfigureAwait(false);
            var body = await ReadAsync(response, either.Token).ConfigureAwait(false);
            return new WebhookVerdict((int)response.StatusCode, body, name => Header(response, name), secret)
                .Of(method == HttpMethod.Patch, time.GetUtcNow());
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return new AlertOutcome.TryLater("no answer in time");
        }
        catch (Exception e)
        {
            return new AlertOutcome.TryLater(HttpFailure.KindOf(e));
        }
    }

    /// <summary>Ends the requests under way, as if the network had failed.</summary>
    public void Dispose() => _http.Dispose();

    private static async Task<WebhookAnswer> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            return WebhookAnswer.Read(await BoundedBody.ReadAsync(response.Content, MaxBytes, cancellationToken).ConfigureAwait(false));
        }
        catch (Exception) when (response.IsSuccessStatusCode)
        {
            // The message is there, though its id is lost; posting it again would show it twice.
            return WebhookAnswer.None;
        }
    }

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.NonValidated.TryGetValues(name, out var values) ? values.ToString() : null;
}
