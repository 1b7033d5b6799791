using TokenSocket.Dialects;

namespace TokenSocket.Gateway;

/// <summary>A code and the sentence that goes with it. The first four are the dialect's, word for word.</summary>
internal sealed record CloseWords(int Code, string Reason)
{
    public static readonly CloseWords MissingToken = OfDialect(4001);
    public static readonly CloseWords InvalidToken = OfDialect(4002);
    public static readonly CloseWords DuplicateConnection = OfDialect(4003);
    public static readonly CloseWords DeletedToken = OfDialect(4004);

    public static readonly CloseWords GoingAway = new(1001, "The server is shutting down.");
    public static readonly CloseWords MessageTooBig = new(1009, "The message is too big.");
    public static readonly CloseWords Failed = new(1011, "The server failed to handle the connection.");

    private static CloseWords OfDialect(int code) => new(code, KnownDialects.TokenSocket.Find(code).Message);
}
