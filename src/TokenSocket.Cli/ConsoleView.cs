using System.Globalization;
using Spectre.Console;
using TokenSocket.Messages;
using TokenSocket.Notices;

namespace TokenSocket.Cli;

/// <summary>
/// A terminal: the story in colours, and below it one line that says what goes on now and counts down to the next try. That line is
/// wiped before anything else is written and drawn again after it, so that the two never mix.
/// </summary>
internal sealed class ConsoleView : IListenView, IDisposable
{
    private const string Wipe = "\r\u001b[2K";

    // Lines are left to the terminal to wrap: a message copied from it is then still one line.
    private const int NoWrapping = 100_000;

    private readonly Lock _gate = new();
    private readonly IAnsiConsole _screen;
    private readonly TimeProvider _time;
    private readonly Story _story;
    private readonly StatusLine _status;
    private readonly ITimer _tick;

    public ConsoleView(IAnsiConsole screen, TimeProvider time, Story story)
    {
        (_screen, _time, _story) = (screen, time, story);
        _screen.Profile.Width = NoWrapping;
        _status = new StatusLine(time);
        _tick = time.CreateTimer(static view => ((ConsoleView)view!).Tick(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Show(ConnectionNotice notice)
    {
        lock (_gate)
        {
            _status.Follow(notice);
            Draw(_story.Of(notice));
        }
    }

    public void Show(SocketMessage message)
    {
        lock (_gate)
        {
            Draw(Story.Of(message));
        }
    }

    public void Dispose() => _tick.Dispose();

    private void Tick()
    {
        try
        {
            lock (_gate)
            {
                Draw(null);
            }
        }
        catch (IOException)
        {
            // The terminal is gone; the next notice ends the run.
        }
    }

    private void Draw(StoryLine? line)
    {
        _screen.Write(new ControlCode(Wipe));
        if (line is not null)
        {
            var text = _screen.Profile.Out.Writer;
            _screen.Write(new Text(_time.GetLocalNow().ToString("HH:mm:ss ", CultureInfo.InvariantCulture), new Style(decoration: Decoration.Dim)));
            _screen.Write(new Text(line.Head, StyleOf(line.Tone)));
            text.WriteLine(line.Text.Length > 0 ? " " + line.Text : "");
        }

        // One column is left free, for in some terminals a full line is two.
        var status = _status.ToString();
        var width = Math.Max(_screen.Profile.Out.Width - 1, 0);
        _screen.Write(new Text(status.Length > width ? status[..width] : status, new Style(decoration: Decoration.Dim)));
        _tick.Change(_status.NextChange, Timeout.InfiniteTimeSpan);
    }

    private static Style StyleOf(Tone tone) => tone switch
    {
        Tone.Good => new Style(Color.Green),
        Tone.Waiting => new Style(Color.Yellow),
        Tone.Bad => new Style(Color.Red, decoration: Decoration.Bold),
        Tone.Message => new Style(Color.Blue),
        _ => Style.Plain,
    };
}
