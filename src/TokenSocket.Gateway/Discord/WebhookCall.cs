namespace TokenSocket.Gateway.Discord;

/// <summary>A request as it came in, apart from HTTP. A header or a query that is not there is null, as is a body that is too long.</summary>
internal sealed record WebhookCall(
    HttpMethod Method,
    string Path,
    string? Wait = null,
    string? ThreadId = null,
    string? ContentType = null,
    ReadOnlyMemory<byte>? Body = null,
    string UserAgent = "");
