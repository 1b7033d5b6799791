using System.Globalization;
using TokenSocket.Notices;

namespace TokenSocket.Cli;

/// <summary>What goes on at this moment, with a countdown to the next try by a clock that never jumps.</summary>
internal sealed class StatusLine(TimeProvider time)
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private string _text = "";
    private RetryScheduled? _retry;
    private long _since;

    /// <summary>When it will read differently; infinite where only a notice changes it.</summary>
    public TimeSpan NextChange => Left is var left && left > TimeSpan.Zero
        ? left - (Second * (Seconds(left) - 1))
        : Timeout.InfiniteTimeSpan;

    private TimeSpan Left => _retry is null ? TimeSpan.Zero : _retry.Delay - time.GetElapsedTime(_since);

    public void Follow(ConnectionNotice notice)
    {
        switch (notice)
        {
            case RetryScheduled retry:
                (_retry, _since) = (retry, time.GetTimestamp());
                break;
            case Connecting:
                (_retry, _text) = (null, "Connecting. Ctrl+C ends.");
                break;
            case Connected:
                (_retry, _text) = (null, "Connected. Ctrl+C ends.");
                break;
            case Disconnected or Stopped:
                (_retry, _text) = (null, "");
                break;
        }
    }

    /// <summary>One line without colours; empty where there is nothing to say.</summary>
    public override string ToString() => _retry is null ? _text : $"Next try in {Clock(Left)}, attempt {_retry.Attempt}. Ctrl+C ends.";

    // 0:01 until the very end: 0:00 would be over.
    private static string Clock(TimeSpan left)
    {
        var whole = Second * Seconds(left);
        return whole.ToString(whole < TimeSpan.FromHours(1) ? @"m\:ss" : @"h\:mm\:ss", CultureInfo.InvariantCulture);
    }

    private static double Seconds(TimeSpan left) => Math.Ceiling(Math.Max(left.TotalSeconds, 0));
}
