namespace TokenSocket.Gateway;

/// <summary>A code and the sentence that goes with it.</summary>
internal sealed record CloseWords(int Code, string Reason)
{
    public static readonly CloseWords GoingAway = new(1001, "The server is shutting down.");
    public static readonly CloseWords MessageTooBig = new(1009, "The message is too big.");
    public static readonly CloseWords Failed = new(1011, "The server failed to handle the connection.");
}
