using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using TokenSocket.CloseCodes;
using TokenSocket.Credentials;
using TokenSocket.Reconnecting;

namespace TokenSocket.Transport;

/// <summary>Asks a gateway which address to dial, once for each call. Whatever happens is an outcome.</summary>
/// <param name="settings">Where to ask, and whom to believe.</param>
/// <param name="request">How the gateway is dialled; none of its headers goes along.</param>
/// <param name="handler">Carries the questions, and is another's; null for one that is made for each.</param>
internal sealed class Discovery(DiscoverySettings settings, TransportRequest request, HttpMessageHandler? handler = null)
{
    /// <summary>The most bytes of an answer that are read.</summary>
    public const int MaxBytes = 64 * 1024;

    private static readonly TokenPlacement Bearer = new(TokenLocation.Bearer);

    /// <param name="gateway">The gateway's own address.</param>
    /// <param name="token">The token to ask with; null to ask without.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public async Task<DiscoveryOutcome> AskAsync(Uri gateway, AccessToken? token, CancellationToken cancellationToken)
    {
        if (token is not null && TokenPlacer.FaultOf(token, Bearer) is { } fault)
        {
            return DiscoveryOutcome.Failed($"cannot be asked, for the token {fault}.");
        }

        using var timeout = new CancellationTokenSource(settings.Timeout, request.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            using var http = new HttpMessageInvoker(handler ?? OwnHandler(), disposeHandler: handler is null);
            using var question = Question(DiscoveryAddress.Of(gateway, settings.Endpoint), token);
            using var response = await http.SendAsync(question, either.Token).ConfigureAwait(false);
            var outcome = await ReadAsync(response, gateway, either.Token).ConfigureAwait(false);
            either.Token.ThrowIfCancellationRequested();
            return outcome;
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return DiscoveryOutcome.Failed(FormattableString.Invariant($"did not answer within {settings.Timeout.TotalSeconds:0.###} seconds."));
        }
        catch (Exception e)
        {
            // Also what ConfigureHandler throws: the dial that follows says it.
            cancellationToken.ThrowIfCancellationRequested();
            return DiscoveryOutcome.Failed(HttpFailure.NeverSent(e) is { } why ? $"could not be reached: {why}." : $"failed ({HttpFailure.KindOf(e)}).");
        }
    }

    private SocketsHttpHandler OwnHandler()
    {
        var own = GatewayHandler.Create(request);

        // Without a propagator no Activity is made either; its url.full would hold what is asked for.
        own.ActivityHeadersPropagator = null;
        return own;
    }

    private static HttpRequestMessage Question(Uri address, AccessToken? token)
    {
        var question = new HttpRequestMessage(HttpMethod.Get, address);
        question.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));

        // Firewalls refuse what names nothing.
        question.Headers.UserAgent.Add(new ProductInfoHeaderValue(new ProductHeaderValue("TokenSocket")));
        if (token is not null)
        {
            question.Headers.TryAddWithoutValidation("Authorization", "Bearer " + token.Value);
        }

        return question;
    }

    private async Task<DiscoveryOutcome> ReadAsync(HttpResponseMessage response, Uri gateway, CancellationToken cancellationToken)
    {
        if (response.StatusCode != HttpStatusCode.OK)
        {
            return DiscoveryOutcome.Failed(FormattableString.Invariant($"answered {(int)response.StatusCode} instead of 200."));
        }

        if (await BoundedBody.TryReadAsync(response.Content, MaxBytes, cancellationToken).ConfigureAwait(false) is not { } body)
        {
            return DiscoveryOutcome.Failed("broke off in the middle of its answer.");
        }

        if (body.Length > MaxBytes)
        {
            return DiscoveryOutcome.Failed("answered with more than 64 KiB.");
        }

        if (AddressIn(body) is not { } named)
        {
            return DiscoveryOutcome.Failed("answered with something else than a JSON object with a url.");
        }

        var found = Redirect.ReadAddress(named, gateway, settings.TrustedHosts);
        return found.To is { } to
            ? new DiscoveryOutcome(DiscoveryAddress.Complete(to, gateway), null)
            : DiscoveryOutcome.Failed($"named an address that is not safe to go to: {found.Refusal}");
    }

    private static string? AddressIn(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("url", out var url) && url.ValueKind == JsonValueKind.String
                ? url.GetString()
                : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The latter for a text with half a surrogate pair.
            return null;
        }
    }
}
