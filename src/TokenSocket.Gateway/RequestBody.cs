namespace TokenSocket.Gateway;

/// <summary>The body of a request, which may be of any length.</summary>
internal static class RequestBody
{
    private const int BufferSize = 16 * 1024;

    /// <returns>Null if it is too long. The rest is read all the same, so that the client can take the answer.</returns>
    public static async Task<ReadOnlyMemory<byte>?> ReadAsync(Stream body, int maxLength, CancellationToken cancellationToken)
    {
        using var kept = new MemoryStream();
        var buffer = new byte[BufferSize];
        bool fits = true;
        while (await body.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is var count and > 0)
        {
            fits &= kept.Length + count <= maxLength;
            if (fits)
                kept.Write(buffer, 0, count);
        }

        // Not in one expression: there the null would be an array, and become a body without bytes.
        if (!fits)
            return null;
        return kept.ToArray();
    }
}
