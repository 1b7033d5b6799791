namespace TokenSocket.CloseCodes;

/// <summary>Which part of the upgrade request carries the token.</summary>
public enum TokenLocation
{
    /// <summary>A request header of any name, its value the bare token.</summary>
    Header,

    /// <summary><c>Authorization: Bearer</c> and the token (RFC 6750, section 2.1). The name is not used.</summary>
    Bearer,

    /// <summary>A query parameter of any name.</summary>
    Query,

    /// <summary>Two offered subprotocols: the name, then the token itself.</summary>
    SubProtocol,

    /// <summary>Nothing carries it.</summary>
    None,
}
