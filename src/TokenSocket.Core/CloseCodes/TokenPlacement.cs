namespace TokenSocket.CloseCodes;

/// <summary>Where the token travels in the upgrade request.</summary>
/// <param name="In">The part of the request.</param>
/// <param name="Name">The name of the header, query parameter or subprotocol.</param>
public sealed record TokenPlacement(TokenLocation In, string Name = "token");
