namespace TokenSocket.Gateway;

/// <summary>What clients are told that ask which address to dial, as WireSocket does.</summary>
/// <remarks>docs.wiresocket.com, dataplane.</remarks>
public sealed class DiscoveryGatewayOptions
{
    /// <summary>The region that the document is said to live in.</summary>
    /// <value>The default is <c>loopback</c>.</value>
    public string Region { get; set; } = "loopback";

    /// <summary>The address that is named, as it is written.</summary>
    /// <value>Null, the default, names the gateway itself, at the host that was asked, with <c>documentName</c> in the query.</value>
    public Uri? Url { get; set; }

    /// <summary>Whether documents are said to be new.</summary>
    /// <value>The default is false.</value>
    public bool IsNew { get; set; }
}
