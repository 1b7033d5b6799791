using System.Net;
using System.Text;
using Discord.Net.Rest;
using TokenSocket.DiscordAlerts;

namespace TokenSocket.DiscordNet;

/// <summary>Carries the request that the package makes of one call, and keeps what came of it.</summary>
/// <remarks>
/// The package is told that all went well, whatever the answer: it would wait and try again by itself, and its exceptions know
/// neither the headers of an answer nor what of it must not be shown.
/// </remarks>
internal sealed class OneRequest(WebhookExchange exchange, Destination destination, CancellationToken cancellationToken) : IRestClient
{
    /// <summary>Null where the package made no request.</summary>
    public AlertOutcome? Outcome { get; private set; }

    public async Task<RestResponse> SendAsync(
        string method,
        string endpoint,
        string json,
        CancellationToken cancelToken,
        bool headerOnly = false,
        string? reason = null,
        IEnumerable<KeyValuePair<string, IEnumerable<string>>>? requestHeaders = null)
    {
        Outcome = await exchange.SendAsync(
            new HttpMethod(method), destination.For(endpoint), destination.Token, () => Encoding.UTF8.GetBytes(json), cancellationToken).ConfigureAwait(false);
        // Without headers there is no rate limit that its queue could hold the next request back for.
        return new RestResponse(HttpStatusCode.OK, [], new MemoryStream("{}"u8.ToArray()));
    }

    public Task<RestResponse> SendAsync(
        string method,
        string endpoint,
        CancellationToken cancelToken,
        bool headerOnly = false,
        string? reason = null,
        IEnumerable<KeyValuePair<string, IEnumerable<string>>>? requestHeaders = null) => throw new NotSupportedException();

    public Task<RestResponse> SendAsync(
        string method,
        string endpoint,
        IReadOnlyDictionary<string, object> multipartParams,
        CancellationToken cancelToken,
        bool headerOnly = false,
        string? reason = null,
        IEnumerable<KeyValuePair<string, IEnumerable<string>>>? requestHeaders = null) => throw new NotSupportedException();

    public void SetHeader(string key, string value)
    {
        // The exchange says who asks; of the rest, an authorization without a token, a webhook needs nothing.
    }

    public void SetCancelToken(CancellationToken cancelToken)
    {
        // Only the caller ends a call.
    }

    public void Dispose()
    {
        // The exchange outlives the call.
    }
}
