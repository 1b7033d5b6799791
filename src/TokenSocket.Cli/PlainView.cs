using System.Globalization;
using TokenSocket.Messages;
using TokenSocket.Notices;

namespace TokenSocket.Cli;

/// <summary>Lines for people where stdout is a file or a pipe: the time in UTC, no colours.</summary>
internal sealed class PlainView(TextWriter output, TimeProvider time, Story story) : IListenView
{
    private readonly Lock _gate = new();

    public void Show(ConnectionNotice notice)
    {
        if (story.Of(notice) is { } line)
        {
            Write(line);
        }
    }

    public void Show(SocketMessage message) => Write(Story.Of(message));

    private void Write(StoryLine line)
    {
        lock (_gate)
        {
            output.WriteLine($"{time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)} {line}");
            output.Flush();
        }
    }
}
