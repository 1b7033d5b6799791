namespace TokenSocket.DiscordAlerts;

/// <summary>
/// Keeps a webhook's path and query out of the runtime's own telemetry: a request carries only scheme and host,
/// and gets its whole address behind the place where event listeners are told of it.
/// </summary>
/// <remarks>The trap: <see cref="HttpMessageInvoker"/> and <see cref="HttpClient"/> write the path of each request to the event source <c>System.Net.Http</c>.</remarks>
internal sealed class HiddenPath(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private static readonly HttpRequestOptionsKey<Uri> Whole = new("TokenSocket.WholeAddress");

    public static HttpRequestMessage Request(HttpMethod method, Uri address)
    {
        var request = new HttpRequestMessage(method, new Uri(address.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped)));
        request.Options.Set(Whole, address);
        return request;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var shown = request.RequestUri;
        request.RequestUri = request.Options.TryGetValue(Whole, out var address) ? address : shown;
        try
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            request.RequestUri = shown;
        }
    }
}
