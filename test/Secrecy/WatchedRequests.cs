namespace TokenSocket.Secrecy;

/// <summary>Shows a scan the bodies of the requests to a webhook.</summary>
internal sealed class WatchedRequests(HttpMessageHandler inner, LeakScan scan) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        scan.See(Outlet.Alert, request.Content is { } content ? await content.ReadAsStringAsync(CancellationToken.None) : null);
        return await base.SendAsync(request, cancellationToken);
    }
}
