using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Mime;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace TokenSocket.Gateway.Issuing;

/// <summary>HTTP in, HTTP out, at one address; what lies between is decided by the issuer.</summary>
internal sealed class TokenIssuerEndpoint(TokenIssuer issuer, TokenFormat format, GrantsHere grants, CancellationToken stopping)
{
    /// <summary>Of a body, in bytes.</summary>
    public const int MaxBody = 64 * 1024;

    public async Task ServeAsync(HttpContext http)
    {
        IssuerRequest request = await ReadAsync(http).ConfigureAwait(false);
        issuer.Count(request);
        switch (issuer.Mode)
        {
            case IssuerMode.Refuse { Answer: var refusal }:
                await WriteAsync(http, refusal).ConfigureAwait(false);
                break;
            case IssuerMode.Delay { Wait: var wait }:
                if (await SlowAnswer.WaitAsync(http, wait, issuer.Time, stopping).ConfigureAwait(false))
                    await WriteAsync(http, issuer.Serve(request)).ConfigureAwait(false);
                break;
            case IssuerMode.Ignore:
                await SlowAnswer.NeverAsync(http, stopping).ConfigureAwait(false);
                break;
            case IssuerMode.LoseAnswers:
                issuer.Serve(request);
                http.Abort();
                break;
            default:
                await WriteAsync(http, issuer.Serve(request)).ConfigureAwait(false);
                break;
        }
    }

    private async Task<IssuerRequest> ReadAsync(HttpContext http)
    {
        if (await ReadBodyAsync(http).ConfigureAwait(false) is not { } body)
            return IssuerRequest.Faulty.Because($"The body is broken, or longer than {MaxBody} bytes.");
        if (!MediaTypeHeaderValue.TryParse(http.Request.ContentType, out MediaTypeHeaderValue? type)
            || !string.Equals(type.MediaType, format.MediaType, StringComparison.OrdinalIgnoreCase))
            return IssuerRequest.Faulty.Because($"The Content-Type must be {format.MediaType}.");

        IssuerRequest request = format.Read(body, http.Request.Headers.Authorization.ToString());
        return (request, grants) switch
        {
            (IssuerRequest.Refresh, GrantsHere.ForClients) => IssuerRequest.Faulty.Because("Refresh tokens go to another address."),
            (IssuerRequest.ForClient, GrantsHere.Refreshes) => IssuerRequest.Faulty.Because("Only refresh tokens go to this address."),
            _ => request,
        };
    }

    /// <returns>Null if it is too long, or not as HTTP has it.</returns>
    private static async Task<ReadOnlyMemory<byte>?> ReadBodyAsync(HttpContext http)
    {
        try
        {
            return await RequestBody.ReadAsync(http.Request.Body, MaxBody, http.RequestAborted).ConfigureAwait(false);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private async Task WriteAsync(HttpContext http, IssuerAnswer answer)
    {
        // RFC 6749, 5.1: no cache may keep what has a token in it.
        http.Response.Headers.CacheControl = "no-store";
        JsonObject? body = answer is IssuerAnswer.Issued issued ? format.Write(issued) : Refuse(http.Response, (IssuerAnswer.Refused)answer);
        if (body is null)
            return;

        http.Response.ContentType = MediaTypeNames.Application.Json;
        await http.Response.WriteAsync(body.ToJsonString(), http.RequestAborted).ConfigureAwait(false);
    }

    private static JsonObject? Refuse(HttpResponse response, IssuerAnswer.Refused answer)
    {
        response.StatusCode = answer.Status;
        if (answer.RetryAfter is { } wait)
            response.Headers.RetryAfter = ((long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);

        // RFC 9110, 15.5.2: a 401 says how to authenticate.
        if (answer.Status == StatusCodes.Status401Unauthorized)
            response.Headers.WWWAuthenticate = "Basic realm=\"tokens\"";
        if (answer.Error is null)
            return null;

        var body = new JsonObject { ["error"] = answer.Error };
        if (answer.Description is not null)
            body["error_description"] = answer.Description;
        return body;
    }
}
