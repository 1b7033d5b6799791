namespace TokenSocket.Gateway.Discord;

/// <summary>Which answer is next: those set for some requests first, then the one set until further notice. Thread-safe.</summary>
internal sealed class AnswerScript
{
    private readonly Lock _lock = new();
    private readonly List<Answer> _next = [];
    private Answer? _standing;

    public Answer? Standing
    {
        get
        {
            lock (_lock)
                return _standing;
        }

        set
        {
            lock (_lock)
                _standing = value;
        }
    }

    public void Add(Answer answer, int times)
    {
        lock (_lock)
            _next.AddRange(Enumerable.Repeat(answer, times));
    }

    public void Clear()
    {
        lock (_lock)
        {
            _next.Clear();
            _standing = null;
        }
    }

    /// <returns>Null is as usual. An answer that is for another method waits for its turn.</returns>
    public Answer? Take(HttpMethod method)
    {
        lock (_lock)
        {
            if (_next.FindIndex(answer => answer.IsFor(method)) is var index and >= 0)
            {
                Answer answer = _next[index];
                _next.RemoveAt(index);
                return answer;
            }

            return _standing?.IsFor(method) == true ? _standing : null;
        }
    }
}
