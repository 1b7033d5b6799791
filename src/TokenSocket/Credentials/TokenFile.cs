namespace TokenSocket.Credentials;

/// <summary>Reads a token from a file, as secret stores mount them.</summary>
internal static class TokenFile
{
    private const int LongestToken = 64 * 1024;

    /// <summary>The file's text without one trailing newline; null where nothing is left.</summary>
    /// <exception cref="TokenUnavailableException">The file cannot be read, or is too large for a token.</exception>
    public static async ValueTask<AccessToken?> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > LongestToken } file)
            {
                throw new TokenUnavailableException($"The token file '{path}' has {file.Length} bytes, too many for a token; check TokenFile.");
            }

            var text = await File.ReadAllTextAsync(path, cancellationToken).ConfigureAwait(false);
            var token = WithoutNewline(text);
            return token.Length == 0 ? null : new AccessToken(token);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new TokenUnavailableException($"The token file '{path}' {Trouble(e)}; check TokenFile.", inner: e);
        }
    }

    private static string WithoutNewline(string text) =>
        text.EndsWith("\r\n", StringComparison.Ordinal) ? text[..^2] : text.EndsWith('\n') ? text[..^1] : text;

    private static string Trouble(Exception e) => e switch
    {
        FileNotFoundException or DirectoryNotFoundException => "does not exist",
        UnauthorizedAccessException => "may not be read",
        _ => "cannot be read",
    };
}
