namespace TokenSocket.Transport;

/// <summary>
/// Makes the end of a connection final that breaks before the answer begins. After an <see cref="IOException"/> there
/// <see cref="SocketsHttpHandler"/> would dial again by itself, three times and without a wait, and send the token each time.
/// </summary>
internal sealed class OneTryStream(Stream inner) : PassingStream(inner)
{
    private bool _isAnswered;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        _isAnswered ? base.ReadAsync(buffer, cancellationToken) : ReadFirstAsync(buffer, cancellationToken);

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        _isAnswered ? base.WriteAsync(buffer, cancellationToken) : WriteFirstAsync(buffer, cancellationToken);

    private async ValueTask<int> ReadFirstAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        int count;
        try
        {
            count = await base.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException e)
        {
            throw new UnansweredException(e.Message, e);
        }

        if (count == 0 && buffer.Length > 0)
        {
            throw new UnansweredException("The server closed the connection without an answer.");
        }

        _isAnswered = count > 0;
        return count;
    }

    private async ValueTask WriteFirstAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            await base.WriteAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException e)
        {
            throw new UnansweredException(e.Message, e);
        }
    }
}
