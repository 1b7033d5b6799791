namespace TokenSocket.Tests.Walks;

/// <summary>
/// Collects what was not true. An exception would not do: one that a subscriber throws is caught and logged, and so would be lost. Thread-safe.
/// </summary>
internal sealed class Truth
{
    private readonly Lock _gate = new();
    private readonly List<string> _faults = [];

    public void Must(bool isTrue, string otherwise)
    {
        if (!isTrue)
        {
            lock (_gate)
            {
                _faults.Add(otherwise);
            }
        }
    }

    /// <exception cref="WalkFault">Something was not true.</exception>
    public void Demand()
    {
        lock (_gate)
        {
            if (_faults.Count > 0)
            {
                throw new WalkFault(string.Join(' ', _faults));
            }
        }
    }
}
