namespace TokenSocket;

/// <summary>What a dialect that speaks Socket.IO begins its sessions with.</summary>
/// <remarks>Compared by value, and printed without secrets.</remarks>
public sealed record SocketIoOptions
{
    /// <summary>The namespace that is connected to. A change holds at the next connect.</summary>
    /// <value>Begins with a slash; the default is <c>/</c>.</value>
    public string Namespace { get; set; } = "/";

    /// <summary>
    /// The JSON object that goes with the connect packet, for a server that reads its <c>auth</c> there; in it <c>{token}</c> stands for the
    /// token, escaped for JSON. A change holds at the next connect.
    /// </summary>
    /// <value>The default is none. Nothing is sent where it asks for a token and there is none.</value>
    public string? Auth { get; set; }

    /// <summary>The namespace, and whether there is an auth object.</summary>
    public override string ToString() => $"SocketIoOptions {{ Namespace = {Namespace}, Auth = {(string.IsNullOrEmpty(Auth) ? "none" : "***")} }}";
}
