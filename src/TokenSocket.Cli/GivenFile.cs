using TokenSocket.CloseCodes;

namespace TokenSocket.Cli;

/// <summary>A file that an option names.</summary>
internal static class GivenFile
{
    /// <summary>A sentence where it cannot be read; null where it can.</summary>
    /// <param name="option">The option's name.</param>
    /// <param name="file">The file.</param>
    public static string? FaultOf(string option, string file) =>
        TroubleWith(file) is { } trouble ? $"{option} {trouble}; it is '{ServerText.Clean(file)}'." : null;

    private static string? TroubleWith(string file)
    {
        try
        {
            // Opened and not read, for a pipe can be read but once.
            File.OpenRead(file).Dispose();
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            return e switch
            {
                FileNotFoundException or DirectoryNotFoundException => "must name a file that exists",
                _ => "must name a file that can be read",
            };
        }
    }
}
