using TokenSocket.Notices;
using TokenSocket.Testing;

namespace TokenSocket.Tests.Walks;

/// <summary>Calls that have not returned yet, with what must have happened when they do.</summary>
/// <param name="truth">Where a contradiction goes.</param>
/// <param name="time">The clock.</param>
internal sealed class Calls(Truth truth, VirtualTime time)
{
    private readonly List<(string Name, Task Task, TimeSpan Deadline, Func<ConnectionStatus, bool> IsDue, Type? MayThrow)> _open = [];

    /// <summary>Adds a call that returns when the goodbye under way is over, and in any case in time.</summary>
    public void AddGoodbye(string name, Task task) =>
        _open.Add((name, task, time.Elapsed + Menu.CloseTimeout + TimeSpan.FromSeconds(1), static status => status != ConnectionStatus.Closing, null));

    /// <summary>Adds a call that returns when the client is connected or at rest, however long that takes; at once where the client was disposed before.</summary>
    public void AddConnect(Task task, bool isDisposed) => _open.Add((
        "ConnectAsync",
        task,
        TimeSpan.MaxValue,
        status => isDisposed || status is ConnectionStatus.Connected or ConnectionStatus.Idle or ConnectionStatus.Stopped,
        isDisposed ? typeof(ObjectDisposedException) : typeof(ConnectionStoppedException)));

    /// <summary>Adds a call that returns at once.</summary>
    public void Add(string name, Task task) => _open.Add((name, task, time.Elapsed, static _ => true, null));

    public void Check(ConnectionStatus status)
    {
        foreach (var (name, task, deadline, isDue, _) in _open)
        {
            if (isDue(status) || deadline <= time.Elapsed)
            {
                truth.Must(Handover.Soon(() => task.IsCompleted), $"{name} had not returned at {time.Elapsed}, due {deadline}, when the client was {status}.");
            }
        }

        foreach (var (name, task, _, _, mayThrow) in _open.Where(static call => call.Task.IsCompleted))
        {
            var thrown = task.Exception?.InnerException;
            truth.Must(thrown is null || thrown.GetType() == mayThrow, $"{name} threw {thrown}.");
        }

        _open.RemoveAll(static call => call.Task.IsCompleted);
    }
}
