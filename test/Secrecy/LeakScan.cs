using System.Buffers;
using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace TokenSocket.Secrecy;

/// <summary>Looks for secrets in what it is shown. Thread-safe.</summary>
/// <remarks>
/// It looks for each secret's parts of 12 characters that no escaping changes, in any case: so it finds a secret plain, escaped for a URL or
/// for JSON, and cut short.
/// </remarks>
internal sealed class LeakScan
{
    private const int Around = 40;

    private readonly Lock _gate = new();
    private readonly HashSet<string> _parts = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentQueue<Finding> _findings = new();
    private readonly long[] _seen = new long[Enum.GetValues<Outlet>().Length];
    private volatile SearchValues<string> _sought = SearchValues.Create([], StringComparison.OrdinalIgnoreCase);

    public LeakScan(params IEnumerable<string> secrets) => Hide(secrets);

    public IReadOnlyList<Finding> Findings => [.. _findings];

    /// <summary>How many items of each kind there were, of the kinds that there were.</summary>
    public IReadOnlyDictionary<Outlet, long> Seen => Enum.GetValues<Outlet>()
        .Where(outlet => Interlocked.Read(ref _seen[(int)outlet]) > 0)
        .ToDictionary(outlet => outlet, outlet => Interlocked.Read(ref _seen[(int)outlet]));

    /// <summary>From now on these are looked for too.</summary>
    /// <exception cref="ArgumentException">One has no part that is long enough to be told from a word.</exception>
    public void Hide(params IEnumerable<string> secrets)
    {
        lock (_gate)
        {
            foreach (var secret in secrets)
            {
                string[] parts = [.. PartsOf(secret)];
                _parts.UnionWith(parts.Length > 0 ? parts : throw new ArgumentException($"{secret.Length} characters are too few to be looked for.", nameof(secrets)));
            }

            _sought = SearchValues.Create([.. _parts], StringComparison.OrdinalIgnoreCase);
        }
    }

    /// <summary>Looks through an item.</summary>
    public void See(Outlet outlet, string? item)
    {
        Interlocked.Increment(ref _seen[(int)outlet]);
        if (Holds(item))
        {
            _findings.Enqueue(new(outlet, TestContext.CurrentContext.Test.FullName, Excerpt(item!)));
        }
    }

    /// <summary>Whether a text has a secret in it. Is not counted.</summary>
    public bool Holds(string? text) => text is not null && text.AsSpan().ContainsAny(_sought);

    private static IEnumerable<string> PartsOf(string secret) =>
        Regex.Split(Uri.UnescapeDataString(secret), "[^A-Za-z0-9]+", RegexOptions.NonBacktracking)
            .SelectMany(static run => run.Chunk(RunSecrets.PartLength))
            .Where(static part => part.Length == RunSecrets.PartLength)
            .Select(static part => new string(part));

    private string Excerpt(string item)
    {
        var at = item.AsSpan().IndexOfAny(_sought);
        var masked = item;
        for (var next = at; next >= 0; next = masked.AsSpan().IndexOfAny(_sought))
        {
            masked = string.Concat(masked.AsSpan(0, next), "***", masked.AsSpan(next + RunSecrets.PartLength));
        }

        var from = Math.Max(0, at - Around);
        return masked[from..Math.Min(masked.Length, at + Around)];
    }
}
