namespace TokenSocket.Credentials;

/// <summary>Reads the body of an answer, but never more of it than was agreed on: whoever answers may answer with anything.</summary>
internal static class BoundedBody
{
    private const int FirstBytes = 4 * 1024;

    /// <summary>The body's beginning, and one byte more than may be read where there is more.</summary>
    /// <param name="content">The answer's.</param>
    /// <param name="maxBytes">The most bytes that may be read.</param>
    /// <param name="cancellationToken">Breaks it off.</param>
    /// <exception cref="Exception">It broke off.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpContent content, int maxBytes, CancellationToken cancellationToken)
    {
        var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            var body = new byte[Math.Min(FirstBytes, maxBytes + 1)];
            var count = 0;
            while (true)
            {
                count += await stream.ReadAtLeastAsync(body.AsMemory(count), body.Length - count, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
                if (count < body.Length || count > maxBytes)
                {
                    return body.AsMemory(0, count);
                }

                Array.Resize(ref body, Math.Min(body.Length * 4, maxBytes + 1));
            }
        }
    }

    /// <summary>As above; null where it broke off.</summary>
    public static async Task<ReadOnlyMemory<byte>?> TryReadAsync(HttpContent content, int maxBytes, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadAsync(content, maxBytes, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or HttpRequestException or OperationCanceledException)
        {
            // Whoever reads the answer tells of it.
            return null;
        }
    }
}
