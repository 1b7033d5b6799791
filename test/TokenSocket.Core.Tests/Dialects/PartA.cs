using TokenSocket.CloseCodes;
using static TokenSocket.CloseCodes.ReconnectVerdict;

namespace TokenSocket.Core.Tests.Dialects;

/// <summary>The base that every dialect falls back to, written down a second time: the verdict of each number on the line.</summary>
internal static class PartA
{
    private static readonly HashSet<int> Stopping = [403, 407, 426, 1003, 1010, 3003];

    private static readonly HashSet<int> Refreshing = [401, 3000];

    /// <summary>As it is written.</summary>
    public static ReconnectVerdict AsWritten(int number) =>
        Stopping.Contains(number) ? Never : Refreshing.Contains(number) ? WithFreshToken : AfterBackoff;

    /// <summary>Nothing of it stops the client.</summary>
    public static ReconnectVerdict Retried(int number) => AfterBackoff;

    /// <summary>No close code of it stops the client; a refused handshake may.</summary>
    public static ReconnectVerdict WithCodesRetried(int number) => number < 1000 ? AsWritten(number) : AfterBackoff;
}
