using TokenSocket.Machine;

namespace TokenSocket.Running;

/// <summary>Those who wait for the machine to come into some state. Thread-safe.</summary>
internal sealed class Waiters
{
    private readonly Lock _gate = new();
    private readonly List<(Func<MachineState, bool> Holds, TaskCompletionSource<MachineState> Waiter)> _waiters = [];

    /// <summary>Completes with such a state as soon as the machine is in one, be it only for a moment.</summary>
    /// <param name="current">The state now.</param>
    /// <param name="holds">Whether a state will do. Called from inside the mailbox: quick, and without side effects.</param>
    public Task<MachineState> WaitAsync(Func<MachineState> current, Func<MachineState, bool> holds)
    {
        var waiter = new TaskCompletionSource<MachineState>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (current() is var state && holds(state))
            {
                return Task.FromResult(state);
            }

            _waiters.Add((holds, waiter));
        }

        return waiter.Task;
    }

    /// <summary>Tells those for whom the state will do. The state must be the current one already.</summary>
    public void Tell(MachineState state)
    {
        lock (_gate)
        {
            _waiters.RemoveAll(one => one.Holds(state) && one.Waiter.TrySetResult(state));
        }
    }
}
