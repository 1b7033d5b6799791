using TokenSocket.CloseCodes;

namespace Quickstart;

/// <summary>What the README's verdict table says about an end, written out again: what the client announces is held against it.</summary>
internal sealed record SpecRow(int Code, string Name, string Message, string ToDo)
{
    public static readonly SpecRow MissingToken =
        new(4001, "Missing Token", "The API token is missing.", "Set the token; it goes into the `token` header.");

    public static readonly SpecRow InvalidToken =
        new(4002, "Invalid Token", "The API token is invalid.", "Check the token, or generate a new one.");

    public static readonly SpecRow DuplicateConnection =
        new(4003, "Duplicate Connection", "The API token is already in-use.", "Stop the other client, or enable ReconnectOnDuplicateConnection.");

    public static readonly SpecRow DeletedToken =
        new(4004, "Deleted Token", "The API token has been deleted.", "Generate a new token.");

    public static readonly SpecRow ServiceRestart =
        new(CloseCode.ServiceRestart, "Service Restart", "The server restarts.", "Nothing to do: it reconnects.");
}
