namespace TokenSocket.Gateway;

/// <summary>A code and the sentence that goes with it. The first four are the dialect's, word for word.</summary>
internal sealed record CloseWords(int Code, string Reason)
{
    public static readonly CloseWords MissingToken = new(4001, "The API token is missing.");
    public static readonly CloseWords InvalidToken = new(4002, "The API token is invalid.");
    public static readonly CloseWords DuplicateConnection = new(4003, "The API token is already in-use.");
    public static readonly CloseWords DeletedToken = new(4004, "The API token has been deleted.");

    public static readonly CloseWords GoingAway = new(1001, "The server is shutting down.");
    public static readonly CloseWords MessageTooBig = new(1009, "The message is too big.");
    public static readonly CloseWords Failed = new(1011, "The server failed to handle the connection.");
}
