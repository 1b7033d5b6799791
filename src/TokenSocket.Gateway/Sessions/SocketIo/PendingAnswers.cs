namespace TokenSocket.Gateway.Sessions.SocketIo;

/// <summary>The events of a server that wait for the client's acknowledgement. Thread-safe.</summary>
internal sealed class PendingAnswers
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Namespace, int Number), TaskCompletionSource<SocketIoAnswer?>> _waiting = [];
    private int _next;
    private bool _isOver;

    public (int Number, Task<SocketIoAnswer?> Answer) Add(string @namespace)
    {
        var waiting = new TaskCompletionSource<SocketIoAnswer?>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            int number = _next++;
            if (_isOver)
                waiting.SetResult(null);
            else
                _waiting.Add((@namespace, number), waiting);
            return (number, waiting.Task);
        }
    }

    /// <summary>A number that nobody waits for, or no longer, changes nothing.</summary>
    /// <param name="namespace">Where the event belongs.</param>
    /// <param name="number">Under which it was sent.</param>
    /// <param name="answer">Null where none will come.</param>
    public void Settle(string @namespace, int number, SocketIoAnswer? answer)
    {
        lock (_gate)
        {
            if (_waiting.Remove((@namespace, number), out TaskCompletionSource<SocketIoAnswer?>? waiting))
                waiting.SetResult(answer);
        }
    }

    /// <summary>No more answers will come, to those that wait and to any later one.</summary>
    public void GiveUp()
    {
        lock (_gate)
        {
            _isOver = true;
            foreach (TaskCompletionSource<SocketIoAnswer?> waiting in _waiting.Values)
                waiting.SetResult(null);
            _waiting.Clear();
        }
    }
}
