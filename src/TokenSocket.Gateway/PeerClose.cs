namespace TokenSocket.Gateway;

/// <summary>The close frame of a client.</summary>
/// <param name="Code">The code; 1000 also if the frame was empty, for the platform does not tell the two apart.</param>
/// <param name="Reason">What the client wrote, unchecked; empty if nothing. Strip it before you print it.</param>
public sealed record PeerClose(int Code, string Reason);
