using System.Globalization;

namespace TokenSocket.Gateway.Discord;

/// <summary>Counts the requests of one window. One bucket serves all methods, which is the stricter reading. Thread-safe.</summary>
internal sealed class RateLimitBucket(TimeProvider time)
{
    private const string Name = "0dc3a0b5f1e24e8c9a6d7b5c3e2f1a08";

    private readonly Lock _lock = new();
    private RateLimit _limit = RateLimit.Announced;
    private DateTimeOffset _end = DateTimeOffset.MinValue;
    private int _taken;

    public RateLimit Limit
    {
        get
        {
            lock (_lock)
                return _limit;
        }

        set
        {
            ArgumentNullException.ThrowIfNull(value);
            ArgumentOutOfRangeException.ThrowIfLessThan(value.Requests, 1, nameof(value));
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value.Window, TimeSpan.Zero, nameof(value));
            lock (_lock)
            {
                _limit = value;
                _end = DateTimeOffset.MinValue;
            }
        }
    }

    /// <summary>Counts a request.</summary>
    /// <returns>The headers of its answer, and how long it should have waited if there was no room for it.</returns>
    public (Dictionary<string, string> Headers, TimeSpan? Wait) Take()
    {
        lock (_lock)
        {
            DateTimeOffset now = time.GetUtcNow();
            if (now >= _end)
                (_end, _taken) = (now + _limit.Window, 0);

            bool fits = _taken < _limit.Requests;
            if (fits)
                _taken++;
            return (Headers(_end - now), fits || !_limit.IsEnforced ? null : _end - now);
        }
    }

    private Dictionary<string, string> Headers(TimeSpan left) => new(StringComparer.Ordinal)
    {
        ["X-RateLimit-Limit"] = Text(_limit.Requests),
        ["X-RateLimit-Remaining"] = Text(Math.Max(_limit.Requests - _taken, _limit.IsEnforced ? 0 : 1)),
        ["X-RateLimit-Reset"] = Text(_end.ToUnixTimeMilliseconds() / 1000.0),
        ["X-RateLimit-Reset-After"] = Text(left.TotalSeconds),
        ["X-RateLimit-Bucket"] = Name,
    };

    private static string Text(double number) => number.ToString("0.###", CultureInfo.InvariantCulture);
}
