using System.Diagnostics;

namespace Examples;

/// <summary>What happened, a line each, printed as it comes; and what had to come. Thread-safe.</summary>
internal sealed class Report
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly Stopwatch _since = Stopwatch.StartNew();
    private readonly List<string> _lines = [];
    private TaskCompletionSource _next = NewNext();

    /// <summary>0 unless something was missing.</summary>
    public int ExitCode { get; private set; }

    /// <summary>Prints the line with the second in which it came.</summary>
    public void Write(string line)
    {
        lock (_gate)
        {
            Console.WriteLine($"{_since.Elapsed.TotalSeconds,5:0.0} s  {line}");
            _lines.Add(line);
            _next.SetResult();
            _next = NewNext();
        }
    }

    /// <summary>Waits for these lines, in this order, with any others between; names the first that does not come, and then waits for nothing more.</summary>
    public async Task SeesAsync(params string[] expected)
    {
        var found = 0;
        var patience = Task.Delay(Patience);
        while (ExitCode == 0)
        {
            Task next;
            lock (_gate)
            {
                found = Follow(expected);
                next = _next.Task;
            }

            if (found == expected.Length)
            {
                return;
            }

            if (await Task.WhenAny(next, patience) == patience)
            {
                await Console.Error.WriteLineAsync($"MISSING: {expected[found]}");
                ExitCode = 1;
            }
        }
    }

    private static TaskCompletionSource NewNext() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private int Follow(string[] expected)
    {
        var found = 0;
        foreach (var line in _lines)
        {
            found += found < expected.Length && line == expected[found] ? 1 : 0;
        }

        return found;
    }
}
