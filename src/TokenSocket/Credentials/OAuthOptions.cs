using TokenSocket.CloseCodes;

namespace TokenSocket.Credentials;

/// <summary>Where tokens are fetched with a client id and its secret (RFC 6749, section 4.4), and refreshed (section 6).</summary>
/// <remarks>Compared by value, and printed without secrets.</remarks>
public sealed record OAuthOptions
{
    /// <summary>The token endpoint: <c>https</c> on any host, <c>http</c> on loopback.</summary>
    /// <value>Required.</value>
    public Uri? TokenUrl { get; set; }

    /// <summary>The name of this client at the issuer.</summary>
    /// <value>Required.</value>
    public string? ClientId { get; set; }

    /// <summary>The secret that goes with it.</summary>
    /// <value>Required, unless <see cref="ClientSecretFile"/> is set.</value>
    public string? ClientSecret { get; set; }

    /// <summary>
    /// A file that holds the secret, read whenever it is sent; one trailing newline is cut. Where the issuer has refused for good, another secret
    /// in it is tried within 4 seconds.
    /// </summary>
    /// <value>The default is none. Not to be set beside <see cref="ClientSecret"/>.</value>
    public string? ClientSecretFile { get; set; }

    /// <summary>What the token is to allow: names with a space between them.</summary>
    /// <value>The default is the endpoint's.</value>
    public string? Scope { get; set; }

    /// <summary>How the endpoint is spoken to.</summary>
    /// <value>The default is the dialect's, else RFC 6749.</value>
    public TokenEndpoint? Endpoint { get; set; }

    /// <summary>How the endpoint is spoken to, RFC 6749 included.</summary>
    internal TokenEndpoint SpokenTo => Endpoint ?? new TokenEndpoint();

    /// <summary>These options, with the dialect's endpoint where they name none.</summary>
    internal OAuthOptions For(CloseDialect dialect) => this with { Endpoint = Endpoint ?? dialect.TokenEndpoint };

    /// <summary>Address and client id: nothing that could be a secret.</summary>
    public override string ToString() => $"OAuthOptions {{ TokenUrl = {ShownAddress.Of(TokenUrl)}, ClientId = {ClientId} }}";
}
