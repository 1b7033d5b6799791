using TokenSocket.Credentials;

namespace TokenSocket.Running.Sessions;

/// <summary>The connection in which a session begins.</summary>
/// <param name="Address">What was dialled, with the dialect's query and without the token.</param>
/// <param name="Token">The token of the attempt.</param>
internal sealed record SessionStart(Uri Address, AccessToken? Token)
{
    /// <summary>Nothing of the query, which may be a secret.</summary>
    public override string ToString() => $"SessionStart {{ Address = {ShownAddress.Of(Address)} }}";
}
