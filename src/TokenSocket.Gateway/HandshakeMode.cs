namespace TokenSocket.Gateway;

/// <summary>What the gateway does with the handshakes that come from now on.</summary>
internal abstract record HandshakeMode
{
    private HandshakeMode()
    {
    }

    public sealed record Accept : HandshakeMode;

    /// <summary>Upgrade, and say goodbye in the same breath.</summary>
    public sealed record AcceptAndClose(CloseWords Words) : HandshakeMode;

    public sealed record Refuse(Refusal Answer) : HandshakeMode;

    /// <summary>Keep TCP open and never answer.</summary>
    public sealed record Ignore : HandshakeMode;
}
