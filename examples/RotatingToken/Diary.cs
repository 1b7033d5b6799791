using System.Diagnostics;
using TokenSocket.CloseCodes;
using TokenSocket.Notices;

namespace RotatingToken;

/// <summary>A line for each thing that happens, with the second in which it did.</summary>
internal sealed class Diary
{
    private readonly Stopwatch _since = Stopwatch.StartNew();

    /// <summary>Ends that nobody asked for.</summary>
    public int Failures { get; private set; }

    public void Write(ConnectionNotice notice)
    {
        if (LineOf(notice) is { } line)
        {
            Console.WriteLine($"{_since.Elapsed.TotalSeconds,5:0.0} s  {line}");
        }
    }

    private string? LineOf(ConnectionNotice notice)
    {
        switch (notice)
        {
            case Connected:
                return "connected";
            case TokenRefreshed:
                return "the next token is at hand";
            case TokenRefreshFailed failed:
                return failed.Reason;
            case Disconnected { Info.Cause: DisconnectCause.Requested }:
                return "closed the connection";
            case Disconnected end:
                Failures++;
                return $"lost: {end.Info.Code} {end.Rule.Message}";
            default:
                return null;
        }
    }
}
