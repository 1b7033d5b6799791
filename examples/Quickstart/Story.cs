using System.Diagnostics;
using TokenSocket;

namespace Quickstart;

/// <summary>Tells the lines one after the other, and ends at the first that is not as it should be.</summary>
internal sealed class Story
{
    // Far more than any line takes on a busy machine: it is there so that nothing hangs.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private readonly long _begin = Stopwatch.GetTimestamp();
    private int _line;
    private bool _failed;

    public Story(Uri gateway, TokenSocketOptions options) => Screen.Open(gateway, options);

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
            await line().WaitAsync(Limit);
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

    private static string Explain(Exception e) => e switch
    {
        Surprise => e.Message,
        TimeoutException => $"it is not over after {Limit.TotalSeconds:0} s",
        _ => $"{e.GetType().Name}: {e.Message}",
    };
}
