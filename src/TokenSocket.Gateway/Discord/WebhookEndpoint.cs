using Microsoft.AspNetCore.Http;

namespace TokenSocket.Gateway.Discord;

/// <summary>HTTP in, HTTP out; what lies between is decided by the desk, the script and the bucket.</summary>
internal sealed class WebhookEndpoint(
    WebhookDesk desk, AnswerScript script, RateLimitBucket bucket, RequestLog log, TimeProvider time, CancellationToken stopping)
{
    /// <summary>Of a body, in bytes: Discord's limit for uploads, and more than any payload within the other limits.</summary>
    public const int MaxBody = 10 * 1024 * 1024;

    public async Task ServeAsync(HttpContext http)
    {
        WebhookCall call = await ReadAsync(http).ConfigureAwait(false);
        WebhookTarget? target = WebhookTarget.Parse(call.Path);
        if (desk.CheckAddress(target) is { } wrong)
        {
            await WriteAsync(http, call, WithBucket(wrong)).ConfigureAwait(false);
            return;
        }

        switch (script.Take(call.Method))
        {
            case Answer.Hanging:
                log.Add(call, null);
                await SlowAnswer.NeverAsync(http, stopping).ConfigureAwait(false);
                break;
            case Answer.Resetting { AfterTheWork: var worked }:
                log.Add(call, worked ? desk.Serve(call, target!) with { Status = 0 } : null);
                http.Abort();
                break;
            case Answer.Slowing { Delay: var delay }:
                if (await SlowAnswer.WaitAsync(http, delay, time, stopping).ConfigureAwait(false))
                    await WriteAsync(http, call, Usual(call, target!)).ConfigureAwait(false);
                break;
            case Answer.Refusing { Reply: var refusal }:
                if (refusal == ApiError.UnknownWebhook)
                    desk.DeleteWebhook();
                await WriteAsync(http, call, WithBucket(refusal)).ConfigureAwait(false);
                break;
            default:
                await WriteAsync(http, call, Usual(call, target!)).ConfigureAwait(false);
                break;
        }
    }

    private Reply Usual(WebhookCall call, WebhookTarget target)
    {
        (Dictionary<string, string> headers, TimeSpan? wait) = bucket.Take();
        Reply reply = wait is { } time ? ApiError.TooManyRequests(time, global: false) : desk.Serve(call, target);
        return With(reply, headers);
    }

    private Reply WithBucket(Reply reply) => reply.HasBucket ? With(reply, bucket.Take().Headers) : reply;

    private static Reply With(Reply reply, Dictionary<string, string> headers)
    {
        foreach ((string name, string value) in reply.Headers)
            headers[name] = value;
        return reply with { Headers = headers };
    }

    private async Task WriteAsync(HttpContext http, WebhookCall call, Reply reply)
    {
        log.Add(call, reply);
        http.Response.StatusCode = reply.Status;
        foreach ((string name, string value) in reply.Headers)
            http.Response.Headers[name] = value;
        if (reply.Body.Length == 0)
            return;

        http.Response.ContentType = reply.ContentType;
        await http.Response.WriteAsync(reply.Body, http.RequestAborted).ConfigureAwait(false);
    }

    private static async Task<WebhookCall> ReadAsync(HttpContext http)
    {
        HttpRequest request = http.Request;
        return new WebhookCall(
            HttpMethod.Parse(request.Method),
            request.Path.Value ?? "",
            request.Query["wait"],
            request.Query["thread_id"],
            request.ContentType,
            await RequestBody.ReadAsync(request.Body, MaxBody, http.RequestAborted).ConfigureAwait(false),
            request.Headers.UserAgent.ToString());
    }
}
