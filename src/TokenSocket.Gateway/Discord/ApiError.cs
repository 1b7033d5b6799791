using System.Globalization;
using System.Text.Json.Nodes;

namespace TokenSocket.Gateway.Discord;

/// <summary>Discord's errors with its codes and words. (discord.com/developers/docs/topics/opcodes-and-status-codes#json)</summary>
internal static class ApiError
{
    public static readonly Reply NotFound = Of(404, 0, "404: Not Found");
    public static readonly Reply MethodNotAllowed = Of(405, 0, "405: Method Not Allowed");
    public static readonly Reply UnknownChannel = Of(404, 10003, "Unknown Channel");
    public static readonly Reply UnknownMessage = Of(404, 10008, "Unknown Message");
    public static readonly Reply UnknownWebhook = Of(404, 10015, "Unknown Webhook");
    public static readonly Reply TooLarge = Of(413, 40005, "Request entity too large");
    public static readonly Reply EmptyMessage = Of(400, 50006, "Cannot send an empty message");
    public static readonly Reply InvalidToken = Of(401, 50027, "Invalid Webhook Token");
    public static readonly Reply WrongContentType = Of(400, 50035, "Expected \"Content-Type\" header to be one of {'application/json'}.");
    public static readonly Reply InvalidVersion = Of(400, 50041, "Invalid API version provided");
    public static readonly Reply InvalidJson = Of(400, 50109, "The request body contains invalid JSON.");
    public static readonly Reply ThreadRequired = Of(400, 220001, "Webhooks posted to forum channels must have a thread_name or thread_id");
    public static readonly Reply ThreadAmbiguous = Of(400, 220002, "Webhooks posted to forum channels cannot have both a thread_name and thread_id");
    public static readonly Reply NotAForum = Of(400, 220003, "Webhooks can only create threads in forum channels");

    public static Reply InvalidForm(FormErrors errors) => Reply.Of(400, Body(50035, "Invalid Form Body", errors)) with { Code = 50035 };

    /// <summary>What a single value in the address would be told.</summary>
    public static Reply InvalidForm(string name, string code, string message)
    {
        var errors = new FormErrors();
        errors.Add(FormPath.Root.At(name), code, message);
        return InvalidForm(errors);
    }

    public static Reply Of(int status, int code, string message) => Reply.Of(status, Body(code, message, null)) with { Code = code };

    /// <summary>429. (discord.com/developers/docs/topics/rate-limits#exceeding-a-rate-limit)</summary>
    /// <param name="wait">Whole in the header, rounded up; with a fraction in the body.</param>
    /// <param name="global">Whether it holds for every address, which no bucket describes.</param>
    /// <param name="code">Where the refusal has one of its own.</param>
    /// <param name="message">The words in the body.</param>
    public static Reply TooManyRequests(TimeSpan wait, bool global, int? code = null, string message = "You are being rate limited.")
    {
        var body = new JsonObject { ["message"] = message, ["retry_after"] = wait.TotalSeconds, ["global"] = global };
        if (code is not null)
            body["code"] = code;
        var headers = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Retry-After"] = Seconds(wait),
            ["X-RateLimit-Scope"] = global ? "global" : "user",
        };
        if (global)
            headers["X-RateLimit-Global"] = "true";
        return Reply.Of(429, body) with { Headers = headers, HasBucket = !global, Code = code };
    }

    /// <summary>429 from the proxy before Discord: a page, and no header but <c>Retry-After</c>.</summary>
    public static Reply EdgeTooManyRequests(TimeSpan wait) =>
        new(429, "<!doctype html><title>Access denied</title><h1>Error 1015</h1><p>You are being rate limited.</p>", "text/html")
        {
            Headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["Retry-After"] = Seconds(wait) },
            HasBucket = false,
        };

    private static string Seconds(TimeSpan wait) => Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);

    private static JsonObject Body(int code, string message, FormErrors? errors)
    {
        var body = new JsonObject { ["message"] = message, ["code"] = code };
        if (errors is not null)
            body["errors"] = errors.ToJson();
        return body;
    }
}
