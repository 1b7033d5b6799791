using System.Text;

namespace TokenSocket.Contracts.Alerts;

/// <summary>A body that never ends, or that breaks off at once.</summary>
internal sealed class EndlessStream(bool breaks = false) : MemoryStream
{
    private int _reads;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        // More than a bounded reader ever asks for.
        if (breaks || ++_reads > 1_000)
        {
            throw new IOException(WebhookBench.Token);
        }

        Encoding.ASCII.GetBytes(new string('<', buffer.Length)).CopyTo(buffer);
        return ValueTask.FromResult(buffer.Length);
    }
}
