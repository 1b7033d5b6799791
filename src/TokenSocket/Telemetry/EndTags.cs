using TokenSocket.Notices;

namespace TokenSocket.Telemetry;

/// <summary>How an end is told in metrics and traces. Nothing that a server wrote is among it but the number.</summary>
internal static class EndTags
{
    public static KeyValuePair<string, object?> Cause(Disconnected end) => new("tokensocket.cause", end.Info.Cause.ToString());

    public static KeyValuePair<string, object?> Verdict(Disconnected end) => new("tokensocket.verdict", end.Verdict.ToString());

    /// <summary>The close code or the HTTP status, which share one number line; null where there is neither.</summary>
    public static KeyValuePair<string, object?>? Code(Disconnected end) =>
        (end.Info.HttpStatus ?? end.Info.Code) is null ? null : new("tokensocket.code", end.Info.Number);
}
