namespace TokenSocket.Credentials;

/// <summary>Reads the body of an answer, but never more of it than was agreed on: whoever answers may answer with anything.</summary>
internal static class BoundedBody
{
    /// <summary>The body's beginning, and one byte more than may be read where there is more; null where it broke off.</summary>
    /// <param name="content">The answer's.</param>
    /// <param name="maxBytes">The most bytes that may be read.</param>
    /// <param name="cancellationToken">Breaks it off.</param>
    public static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpContent content, int maxBytes, CancellationToken cancellationToken)
    {
        var body = new byte[maxBytes + 1];
        try
        {
            var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            await using (stream.ConfigureAwait(false))
            {
                return body.AsMemory(0, await stream.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false));
            }
        }
        catch (Exception e) when (e is IOException or HttpRequestException or OperationCanceledException)
        {
            // Whoever reads the answer tells of it.
            return null;
        }
    }
}
