namespace TokenSocket.CloseCodes;

/// <summary>Where the token travels in the upgrade request.</summary>
/// <param name="In">The part of the request.</param>
/// <param name="Name">The name of the header, query parameter or subprotocol.</param>
public sealed record TokenPlacement(TokenLocation In, string Name = "token")
{
    /// <summary>A further place that carries the same token, for a server whose parts look in different ones.</summary>
    /// <value>The default is none.</value>
    public TokenPlacement? Also { get; init; }

    /// <summary>This place, and the further ones.</summary>
    public IEnumerable<TokenPlacement> Places()
    {
        for (var place = this; place is not null; place = place.Also)
        {
            yield return place;
        }
    }

    /// <summary>Whether the token goes anywhere.</summary>
    internal bool IsSent => Places().Any(static place => place.In != TokenLocation.None);
}
