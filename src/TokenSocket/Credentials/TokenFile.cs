using System.Text;

namespace TokenSocket.Credentials;

/// <summary>Reads a secret from a file, as secret stores mount them.</summary>
internal static class TokenFile
{
    private const int LongestToken = 64 * 1024;

    /// <summary>The file's text without one trailing newline; null where nothing is left. Blocks for as long as the file system does.</summary>
    /// <param name="path">The file, or a pipe.</param>
    /// <param name="what">What the file holds, for a person.</param>
    /// <param name="option">The option that names the file.</param>
    /// <exception cref="TokenUnavailableException">The file cannot be read, or is too large for a secret.</exception>
    public static AccessToken? Read(string path, string what = "token", string option = "TokenFile")
    {
        try
        {
            using var file = File.Open(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[LongestToken + 1];
            var length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            if (length > LongestToken)
            {
                throw new TokenUnavailableException($"The {what} file '{path}' has more than {LongestToken} bytes, too many for a {what}; check {option}.");
            }

            using var text = new StreamReader(new MemoryStream(bytes, 0, length), Encoding.UTF8);
            var token = WithoutNewline(text.ReadToEnd());
            return token.Length == 0 ? null : new AccessToken(token);
        }
        catch (Exception e) when (IsOfFile(e))
        {
            throw new TokenUnavailableException($"The {what} file '{path}' {Trouble(e)}; check {option}.", inner: e);
        }
    }

    /// <summary>Whether the file can be read again and again. A pipe, which gives its text once, has no length, as an empty file has none. Never throws.</summary>
    public static bool HasLength(string path)
    {
        try
        {
            return new FileInfo(path) is { Exists: true, Length: > 0 };
        }
        catch (Exception e) when (IsOfFile(e))
        {
            return false;
        }
    }

    private static bool IsOfFile(Exception e) => e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException;

    private static string WithoutNewline(string text) =>
        text.EndsWith("\r\n", StringComparison.Ordinal) ? text[..^2] : text.EndsWith('\n') ? text[..^1] : text;

    private static string Trouble(Exception e) => e switch
    {
        FileNotFoundException or DirectoryNotFoundException => "does not exist",
        UnauthorizedAccessException => "may not be read",
        _ => "cannot be read",
    };
}
