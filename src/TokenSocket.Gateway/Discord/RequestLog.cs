namespace TokenSocket.Gateway.Discord;

/// <summary>What was asked and answered, without secrets; tells when it grows. Thread-safe.</summary>
internal sealed class RequestLog(TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly List<WebhookRequest> _requests = [];

    /// <summary>Called after each one, outside of locks.</summary>
    public Action? Grown { get; set; }

    public IReadOnlyList<WebhookRequest> All
    {
        get
        {
            lock (_lock)
                return [.. _requests];
        }
    }

    /// <param name="call">What was asked.</param>
    /// <param name="reply">Null, or one with the status 0, if no answer goes out.</param>
    public void Add(WebhookCall call, Reply? reply)
    {
        int? status = reply is { Status: > 0 } ? reply.Status : null;
        lock (_lock)
            _requests.Add(new WebhookRequest(time.GetUtcNow(), call.Method, status, reply?.Code, reply?.MessageId, call.UserAgent));
        Grown?.Invoke();
    }
}
