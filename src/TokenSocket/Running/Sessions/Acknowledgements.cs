using TokenSocket.Protocols;

namespace TokenSocket.Running.Sessions;

/// <summary>The events that the program has sent and that the server is to acknowledge. Thread-safe.</summary>
internal sealed class Acknowledgements
{
    // A session's own greeting has 0. Numbers are never used twice, so that one of an earlier connection cannot be taken for another.
    private readonly Lock _gate = new();
    private readonly Dictionary<int, (TaskCompletionSource<EventAnswer> Answer, bool IsSent)> _open = [];
    private int _last;

    /// <summary>A number to wait under.</summary>
    public int Expect(out Task<EventAnswer> answer)
    {
        var source = new TaskCompletionSource<EventAnswer>(TaskCreationOptions.RunContinuationsAsynchronously);
        answer = source.Task;
        lock (_gate)
        {
            _last = _last == int.MaxValue ? 1 : _last + 1;
            _open[_last] = (source, false);
            return _last;
        }
    }

    /// <summary>The event's turn to go out has come: no other connection than this one will bring the answer.</summary>
    public void MarkSent(int number)
    {
        lock (_gate)
        {
            if (_open.TryGetValue(number, out var one))
            {
                _open[number] = one with { IsSent = true };
            }
        }
    }

    /// <summary>The answer has come; one that nobody waits for is left alone.</summary>
    public void Complete(int number, EventAnswer acknowledgement)
    {
        if (Take(number) is { } answer)
        {
            answer.TrySetResult(acknowledgement);
        }
    }

    /// <summary>Nobody waits any more.</summary>
    public void Forget(int number) => Take(number);

    /// <summary>The connection has ended: whoever waits for its answers is told.</summary>
    public void Fail()
    {
        TaskCompletionSource<EventAnswer>[] lost;
        lock (_gate)
        {
            var sent = _open.Where(static one => one.Value.IsSent).ToArray();
            lost = [.. sent.Select(static one => one.Value.Answer)];
            foreach (var (number, _) in sent)
            {
                _open.Remove(number);
            }
        }

        foreach (var answer in lost)
        {
            answer.TrySetException(NotConnectedException.Unanswered());
            _ = answer.Task.Exception; // Whoever has just run out of patience does not look.
        }
    }

    private TaskCompletionSource<EventAnswer>? Take(int number)
    {
        lock (_gate)
        {
            return _open.Remove(number, out var one) ? one.Answer : null;
        }
    }
}
