using TokenSocket.Core.Tests.Fuzz;
using TokenSocket.Protocols;

namespace TokenSocket.Core.Tests.Protocols;

/// <summary>A program that reads one channel and holds the client to its word: every message once and in order, or it is told that some are lost.</summary>
internal sealed class PusherReader
{
    private readonly HashSet<int> _seen = [];
    private int? _first;
    private int _head;
    private int _lostUpTo;
    private int _last;

    public int Recoveries { get; private set; }

    public int Failures { get; private set; }

    public void Hear(SessionEvent told)
    {
        switch (told)
        {
            case Subscribed e:
                _head = e.Data.GetProperty("head").GetInt32();
                _first ??= _head + 1;
                _last = _seen.Count == 0 && _lostUpTo == 0 ? _first.Value - 1 : _last;
                break;
            case Recovered:
                Recoveries++;
                break;
            case RecoveryFailed:
                Failures++;
                (_lostUpTo, _last) = (_head, Math.Max(_head, _last));
                break;
            case EventReceived e:
                Read(e.Data.GetInt32());
                break;
        }
    }

    /// <summary>The channel has had so many messages, and nothing is under way.</summary>
    public void Finish(int count)
    {
        for (var n = _first ?? int.MaxValue; n <= count; n++)
        {
            FuzzRun.Must(n <= _lostUpTo || _seen.Contains(n), $"Message {n} of {count} is missing, and nobody said so.");
        }
    }

    private void Read(int number)
    {
        FuzzRun.Must(_seen.Add(number), $"Message {number} comes twice.");
        FuzzRun.Must(number == _last + 1, $"Message {number} comes after {_last}.");
        _last = number;
    }
}
