using System.Text;
using Microsoft.Win32.SafeHandles;

namespace TokenSocket.Cli;

/// <summary>Stdout that says when its reader is gone.</summary>
internal static class StandardOutput
{
    private const int BrokenPipe = 32; // EPIPE, on Linux and macOS.

    /// <summary>A writer that flushes each write.</summary>
    public static TextWriter Open() => new StreamWriter(OpenStream(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true };

    /// <summary>Whether a write failed because nobody reads any more, as in <c>| head -1</c>.</summary>
    public static bool IsClosed(IOException e) => e.HResult == BrokenPipe;

    // The console's own stream swallows a broken pipe, and the tool would talk to nobody for ever. On Windows there is only that one.
    // A file is left to it, though, for a FileStream would not move the position that the processes before and after share.
    private static Stream OpenStream() =>
        !OperatingSystem.IsWindows() && new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0) is { CanSeek: false } pipe
            ? pipe
            : Console.OpenStandardOutput();
}
