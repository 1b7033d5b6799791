using System.Net.Http.Headers;
using System.Reflection;

namespace TokenSocket.DiscordAlerts;

/// <summary>Speaks to Discord's webhooks over HTTP.</summary>
/// <remarks>
/// Thread-safe. Follows no redirect, keeps no cookie, leaves no trace of an address in logs, activities, metrics and event sources;
/// the system's proxy is used for https only. A request may take 10 seconds, from DNS to the end of its answer.
/// discord.com/developers/docs/resources/webhook.
/// </remarks>
public sealed class DiscordWebhook : IAlertSender, IDisposable
{
    /// <summary>The longest that one request may take.</summary>
    internal static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    private static readonly MediaTypeHeaderValue Json = new("application/json");

    // Discord's reference asks for this form, and its edge refuses what names nothing.
    private static readonly string UserAgent =
        $"DiscordBot (TokenSocket, {typeof(DiscordWebhook).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]})";

    private readonly TimeProvider _time;
    private readonly HttpMessageInvoker _http;

    /// <param name="time">Measures the timeout, and compares dates in answers; null for the system's clock.</param>
    public DiscordWebhook(TimeProvider? time = null)
        : this(time ?? TimeProvider.System, WebhookHandler.Create())
    {
    }

    /// <param name="time">Measures the timeout, and compares dates in answers.</param>
    /// <param name="handler">Carries the requests; disposed with this.</param>
    internal DiscordWebhook(TimeProvider time, HttpMessageHandler handler)
    {
        _time = time;
        _http = new HttpMessageInvoker(new HiddenPath(handler));
    }

    /// <inheritdoc/>
    public Task<AlertOutcome> PostAsync(WebhookAddress address, WebhookPayload payload, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(payload);
        return SendAsync(HttpMethod.Post, address, address.ForPost(), payload, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<AlertOutcome> EditAsync(WebhookAddress address, ulong messageId, WebhookPayload payload, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(payload);
        return SendAsync(HttpMethod.Patch, address, address.ForEdit(messageId), payload, cancellationToken);
    }

    /// <summary>Ends the requests under way, as if the network had failed.</summary>
    public void Dispose() => _http.Dispose();

    private async Task<AlertOutcome> SendAsync(HttpMethod method, WebhookAddress address, Uri url, WebhookPayload payload, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(Timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            using var request = HiddenPath.Request(method, url);
            request.Headers.TryAddWithoutValidation("User-Agent", UserAgent);
            request.Content = new ByteArrayContent(WireMessage.Bytes(payload, method == HttpMethod.Patch));
            request.Content.Headers.ContentType = Json;
            using var response = await _http.SendAsync(request, either.Token).ConfigureAwait(false);
            var body = await ReadAsync(response, either.Token).ConfigureAwait(false);
            return new WebhookVerdict((int)response.StatusCode, body, name => Header(response, name), address.Token)
                .Of(method == HttpMethod.Patch, _time.GetUtcNow());
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
            // Its message may hold what a proxy or a server said; its kind says enough.
            return new AlertOutcome.TryLater(e is HttpRequestException { HttpRequestError: var error and not HttpRequestError.Unknown } ? $"{error}" : e.GetType().Name);
        }
    }

    private static async Task<WebhookAnswer> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            return WebhookAnswer.Read(await BoundedBody.ReadAsync(response.Content, cancellationToken).ConfigureAwait(false));
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
