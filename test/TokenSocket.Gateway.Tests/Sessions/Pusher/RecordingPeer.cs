using TokenSocket.Gateway.Sessions.Pusher;

namespace TokenSocket.Gateway.Tests.Sessions.Pusher;

/// <summary>A client's end of the line: what it was sent, and how it was closed.</summary>
internal sealed class RecordingPeer : IPusherPeer
{
    private readonly List<string> _frames = [];

    public IReadOnlyList<string> Frames => _frames;

    public string Last => _frames[^1];

    /// <summary>Code and reason; null while it is open.</summary>
    public (int Code, string Reason)? Closed { get; private set; }

    /// <summary>What a send waits for.</summary>
    public Task Written { get; set; } = Task.CompletedTask;

    /// <summary>Called at the next frame, once.</summary>
    public Action? OnFirst { get; set; }

    public Task SendAsync(string frame)
    {
        _frames.Add(frame);
        Action? onFirst = OnFirst;
        OnFirst = null;
        onFirst?.Invoke();
        return Written;
    }

    public void Close(int code, string reason) => Closed = (code, reason);

    public void Clear() => _frames.Clear();
}
