using TokenSocket.Credentials;

namespace TokenSocket.Cli;

/// <summary>Where the token comes from, and by which word each source was given, for faults are to name that.</summary>
/// <param name="Token">The token itself.</param>
/// <param name="File">A file that holds it.</param>
/// <param name="OAuth">An issuer.</param>
/// <param name="TokenPlace">An option, or an environment variable.</param>
/// <param name="OAuthPlace">The first option given that is about the issuer.</param>
internal sealed record TokenSource(string? Token, string? File, OAuthOptions? OAuth, string TokenPlace, string OAuthPlace)
{
    /// <summary><c>***</c></summary>
    public override string ToString() => "***";
}
