using Discord.Net.Rest;

namespace TokenSocket.DiscordNet;

/// <summary>A carrier of the package's requests, of which a webhook's messages need the one that has a JSON body.</summary>
internal abstract class JsonRestClient : IRestClient
{
    /// <param name="method">The HTTP method.</param>
    /// <param name="endpoint">The path after the version of the interface, and the query.</param>
    /// <param name="json">The message.</param>
    protected abstract Task<RestResponse> SendAsync(string method, string endpoint, string json);

    public Task<RestResponse> SendAsync(
        string method,
        string endpoint,
        string json,
        CancellationToken cancelToken,
        bool headerOnly = false,
        string? reason = null,
        IEnumerable<KeyValuePair<string, IEnumerable<string>>>? requestHeaders = null) => SendAsync(method, endpoint, json);

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
        // Of the package's headers, an authorization without a token among them, a webhook needs none.
    }

    public void SetCancelToken(CancellationToken cancelToken)
    {
        // Only the caller ends a call.
    }

    public void Dispose()
    {
        // What carries the requests outlives them.
    }
}
