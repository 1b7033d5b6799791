using TokenSocket.CloseCodes;
using TokenSocket.Timing;
using TokenSocket.Transport;

namespace TokenSocket.Running.Sessions;

/// <summary>Closes a connection from this side, and drops it where the server does not answer. Said at most once. Thread-safe.</summary>
/// <param name="transport">The connection.</param>
/// <param name="time">The clock.</param>
/// <param name="patience">How long the server may take.</param>
internal sealed class Goodbye(ITransport transport, TimeProvider time, TimeSpan patience) : IDisposable
{
    private readonly Lock _gate = new();
    private ITimer? _timer;
    private bool _isGone;

    public void Say()
    {
        lock (_gate)
        {
            if (_isGone)
            {
                return;
            }

            _timer = time.StartDetached(patience, transport.Abort);
        }

        _ = CloseAsync();
    }

    /// <summary>The connection is gone.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isGone = true;
            _timer?.Dispose();
        }
    }

    private async Task CloseAsync()
    {
        try
        {
            await transport.CloseAsync(CloseCode.NormalClosure).ConfigureAwait(false);
        }
        catch (Exception)
        {
            // The end comes from RunAsync.
            transport.Abort();
        }
    }
}
