using System.Threading.Channels;
using TokenSocket.Notices;

namespace Quickstart;

/// <summary>What one client announced, in order: its notices, and its messages as text.</summary>
internal sealed class Diary(string name)
{
    private readonly record struct Entry(object What, DateTimeOffset At);

    // Longer than the longest wait, with room for a busy machine.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    // The clock may be set while a wait runs; what must show is a wait that was not kept at all.
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromSeconds(0.1);

    private readonly Channel<Entry> _entries = Channel.CreateUnbounded<Entry>();
    private RetryScheduled? _due;

    /// <summary>The number of the last attempt that was read of.</summary>
    public int Attempt { get; private set; }

    /// <summary>How many waits there were in this row of failures.</summary>
    public int Waits { get; private set; }

    /// <summary>Whether a connection opened that has not ended.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>The outage that this connection has put an end to by staying up; null if there was none or it is not over.</summary>
    public OutageEnded? Outage { get; private set; }

    public void Add(ConnectionNotice notice) => Write(notice);

    public void Add(string message) => Write(message);

    public async Task<T> NextAsync<T>(string awaited) =>
        await NextAsync(awaited) is var next && next is T t ? t : throw new Surprise($"{name}: expected {awaited}, got {Describe(next)}");

    /// <summary>The next thing to tell; the routine between is checked in passing.</summary>
    public async Task<object> NextAsync(string awaited)
    {
        while (true)
        {
            var entry = await ReadAsync(awaited);
            if (!IsRoutine(entry))
            {
                Note(entry.What);
                return entry.What;
            }
        }
    }

    /// <summary>The end of an outage, for which nothing else may be announced on the way.</summary>
    public async Task<OutageEnded> EndOfOutageAsync()
    {
        const string Awaited = "the end of the outage";
        while (Outage is null)
        {
            var entry = await ReadAsync(Awaited);
            if (!IsRoutine(entry))
            {
                throw new Surprise($"{name}: expected {Awaited}, got {Describe(entry.What)}");
            }
        }

        return Outage;
    }

    /// <summary>Holds if nothing is announced for so long.</summary>
    public async Task StaysSilentAsync(TimeSpan time)
    {
        using var watch = new CancellationTokenSource(time);
        try
        {
            await _entries.Reader.WaitToReadAsync(watch.Token);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        throw new Surprise($"{name}: stopped for good, but then announced {Describe((await ReadAsync("an announcement")).What)}");
    }

    /// <summary>An announced thing in few words.</summary>
    public static string Describe(object what) => what switch
    {
        Disconnected e => $"the end with {e.Info.Code} {e.Rule.Name}, verdict {e.Verdict}",
        string message => $"the message '{message}'",
        _ => $"{what}",
    };

    private void Write(object what) => _entries.Writer.TryWrite(new Entry(what, TimeProvider.System.GetUtcNow()));

    private async Task<Entry> ReadAsync(string awaited)
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            return await _entries.Reader.ReadAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            throw new Surprise($"{name}: expected {awaited}, but nothing came for {Screen.Seconds(Patience)}");
        }
    }

    private bool IsRoutine(Entry entry)
    {
        switch (entry.What)
        {
            case Connecting dial:
                CheckDial(dial, entry.At);
                return true;
            case Connected:
                IsOpen = true;
                return true;
            case OutageEnded end:
                // It was up for StableAfter: the next row of waits begins at the first.
                Waits = 0;
                Outage = end;
                return true;
            default:
                return false;
        }
    }

    private void Note(object what)
    {
        switch (what)
        {
            case Disconnected:
                IsOpen = false;
                Outage = null;
                break;
            case RetryScheduled retry:
                _due = retry;
                Waits++;
                break;
            case Stopped:
                Waits = 0;
                break;
        }
    }

    private void CheckDial(Connecting dial, DateTimeOffset at)
    {
        Surprise.UnlessEqual($"{name}: attempt", _due?.Attempt ?? 1, dial.Attempt);
        if (_due is not null && at < _due.At - ClockTolerance)
        {
            throw new Surprise($"{name}: dialled {Screen.Seconds(_due.At - at)} before its wait was over");
        }

        Attempt = dial.Attempt;
        _due = null;
    }
}
