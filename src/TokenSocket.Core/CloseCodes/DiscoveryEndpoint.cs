namespace TokenSocket.CloseCodes;

/// <summary>Where a server tells which of its addresses is the right one, for a document that lives in one region.</summary>
/// <param name="Path">The path at the gateway's own host.</param>
/// <param name="Parameter">The query parameter that names the document; its value is that of the address, or else the last part of the address's path.</param>
/// <remarks>The answer is JSON with <c>region</c>, <c>url</c> and <c>isNew</c>.</remarks>
public sealed record DiscoveryEndpoint(string Path, string Parameter);
