namespace TokenSocket.CloseCodes;

/// <summary>What a server wants of a client whose token was renewed ahead of its end, while a connection that the old token opened is up.</summary>
public enum AgeingToken
{
    /// <summary>Nothing: a token is looked at when a connection opens, so the fresh one serves the next.</summary>
    Nothing,

    /// <summary>A new connection with the fresh token, before the old one's end.</summary>
    Reconnect,

    /// <summary>The fresh token as a message on the connection that is up.</summary>
    InBand,
}
