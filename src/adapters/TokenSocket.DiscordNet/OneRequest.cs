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
internal sealed class OneRequest(WebhookExchange exchange, Destination destination, CancellationToken cancellationToken) : JsonRestClient
{
    /// <summary>Null where the package made no request.</summary>
    public AlertOutcome? Outcome { get; private set; }

    protected override async Task<RestResponse> SendAsync(string method, string endpoint, string json)
    {
        Outcome = await exchange.SendAsync(
            new HttpMethod(method), destination.For(endpoint), destination.Token, () => Encoding.UTF8.GetBytes(json), cancellationToken).ConfigureAwait(false);
        // Without headers there is no rate limit that its queue could hold the next request back for.
        return new RestResponse(HttpStatusCode.OK, [], new MemoryStream("{}"u8.ToArray()));
    }
}
