namespace TokenSocket.DiscordAlerts;

/// <summary>Reads an answer's body, but never more than a message of Discord can need: the edge may answer with anything.</summary>
internal static class BoundedBody
{
    public const int MaxBytes = 256 * 1024;

    /// <summary>The body's first bytes.</summary>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            var body = new MemoryStream();
            var buffer = new byte[8 * 1024];
            while (body.Length < MaxBytes)
            {
                var most = (int)Math.Min(buffer.Length, MaxBytes - body.Length);
                var read = await stream.ReadAsync(buffer.AsMemory(0, most), cancellationToken).ConfigureAwait(false);
                if (read == 0)
                {
                    break;
                }

                body.Write(buffer, 0, read);
            }

            return body.GetBuffer().AsMemory(0, (int)body.Length);
        }
    }
}
