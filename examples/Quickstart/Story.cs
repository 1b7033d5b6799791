using System.Diagnostics;
using System.Runtime.InteropServices;
using TokenSocket;

namespace Quickstart;

/// <summary>Tells the lines one after the other, and ends at the first that is not as it should be.</summary>
internal sealed class Story : IDisposable
{
    // Far more than any line takes on a busy machine: it is there so that nothing hangs.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private readonly long _begin = Stopwatch.GetTimestamp();
    private readonly CancellationTokenSource _interruption = new();
    private readonly PosixSignalRegistration[] _signals;
    private int _line;
    private bool _failed;

    public Story(Uri gateway, TokenSocketOptions options)
    {
        // Ctrl+C ends the story, too, so that what it leaves behind is cleared away.
        _signals = [PosixSignalRegistration.Create(PosixSignal.SIGINT, Interrupt), PosixSignalRegistration.Create(PosixSignal.SIGTERM, Interrupt)];
        Screen.Open(gateway, options);
    }

    public async Task TellAsync(string title, Func<Task> line)
    {
        if (_failed)
        {
            return;
        }

        _line++;
        Screen.Title(_line, title);
        try
        {
            await line().WaitAsync(Limit, _interruption.Token);
        }
        catch (Exception e)
        {
            _failed = true;
            Screen.Fail(_line, title, Explain(e));
        }
    }

    /// <returns>The exit code.</returns>
    public int End()
    {
        if (_failed)
        {
            return 1;
        }

        Screen.Close(_line, Stopwatch.GetElapsedTime(_begin));
        return 0;
    }

    public void Dispose()
    {
        foreach (var signal in _signals)
        {
            signal.Dispose();
        }

        _interruption.Dispose();
    }

    private void Interrupt(PosixSignalContext context)
    {
        context.Cancel = true;
        _interruption.Cancel();
    }

    private string Explain(Exception e) => e switch
    {
        Surprise => e.Message,
        OperationCanceledException when _interruption.IsCancellationRequested => "interrupted",
        TimeoutException => $"it is not over after {Limit.TotalSeconds:0} s",
        _ => $"{e.GetType().Name}: {e.Message}",
    };
}
