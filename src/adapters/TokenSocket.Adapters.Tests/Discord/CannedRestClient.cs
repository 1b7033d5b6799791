using System.Net;
using System.Text;
using Discord.Net.Rest;

namespace TokenSocket.Adapters.Tests.Discord;

/// <summary>Gives each request of the package the same answer, and keeps what it said.</summary>
internal sealed class CannedRestClient(int status, string body, params (string Name, string Value)[] headers) : IRestClient
{
    public List<string> Bodies { get; } = [];

    public Task<RestResponse> SendAsync(
        string method,
        string endpoint,
        string json,
        CancellationToken cancelToken,
        bool headerOnly = false,
        string? reason = null,
        IEnumerable<KeyValuePair<string, IEnumerable<string>>>? requestHeaders = null)
    {
        Bodies.Add(json);
        return Task.FromResult(new RestResponse(
            (HttpStatusCode)status,
            headers.ToDictionary(static one => one.Name, static one => one.Value, StringComparer.OrdinalIgnoreCase),
            new MemoryStream(Encoding.UTF8.GetBytes(body))));
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
        // It asks nobody.
    }

    public void SetCancelToken(CancellationToken cancelToken)
    {
        // It answers at once.
    }

    public void Dispose()
    {
        // It holds nothing.
    }
}
