namespace TokenSocket.Gateway.Issuing;

/// <summary>What can be asked for at one address.</summary>
internal enum GrantsHere
{
    /// <summary>Both.</summary>
    All,

    /// <summary>Tokens for an id and a secret.</summary>
    ForClients,

    /// <summary>Tokens for a refresh token.</summary>
    Refreshes,
}
