using System.Text.Json.Nodes;

namespace TokenSocket.Gateway.Discord;

/// <summary>An answer before it is put on the wire.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">JSON, a page if it comes from the edge, or nothing.</param>
/// <param name="ContentType">Of the body.</param>
internal sealed record Reply(int Status, string Body = "", string ContentType = "application/json")
{
    /// <summary>Headers besides those of the bucket.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Whether the headers of the bucket go with it.</summary>
    public bool HasBucket { get; init; } = true;

    /// <summary>The message that it is about.</summary>
    public ulong? MessageId { get; init; }

    /// <summary>Discord's code in the body.</summary>
    public int? Code { get; init; }

    public static Reply Of(int status, JsonObject body) => new(status, body.ToJsonString());
}
