namespace TokenSocket.Gateway.Issuing;

/// <summary>The refresh tokens that descend from one request with a secret.</summary>
/// <param name="client">Whose they are.</param>
/// <param name="scope">What they allow at most; null where none was asked for.</param>
internal sealed class RefreshFamily(string client, string? scope)
{
    public string Client { get; } = client;

    public string? Scope { get; } = scope;

    /// <summary>Whether one of them was used twice, so that nobody can tell whose the others are.</summary>
    public bool IsRevoked { get; set; }
}
