using System.Text;
using TokenSocket.CloseCodes;
using TokenSocket.Reconnecting;

namespace TokenSocket.Transport;

/// <summary>Reads the answer of a server that did not upgrade.</summary>
internal static class RefusedHandshake
{
    private const int MostCharacters = 512;
    private static readonly TimeSpan BodyPatience = TimeSpan.FromSeconds(2);

    public static async ValueTask<DisconnectInfo> ReadAsync(HttpResponseMessage response, TimeProvider time, CancellationToken cancellationToken)
    {
        var retryAfter = response.Headers.TryGetValues("Retry-After", out var values) ? values.FirstOrDefault() : null;
        return new DisconnectInfo(
            DisconnectCause.Refused,
            HttpStatus: (int)response.StatusCode,
            StatusText: response.ReasonPhrase,
            RetryAfter: RetryAfter.Read(retryAfter, time.GetUtcNow()),
            Body: await ReadBodyAsync(response.Content, time, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>The first 512 characters; null where there is no text. A body that trickles or breaks is cut, for the status matters more.</summary>
    private static async ValueTask<string?> ReadBodyAsync(HttpContent content, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!IsText(content.Headers.ContentType?.MediaType))
        {
            return null;
        }

        var bytes = new byte[MostCharacters * 4];
        var count = 0;
        using var patience = new CancellationTokenSource(BodyPatience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            var stream = await content.ReadAsStreamAsync(either.Token).ConfigureAwait(false);
            for (var read = -1; read != 0 && count < bytes.Length; count += read)
            {
                read = await stream.ReadAsync(bytes.AsMemory(count), either.Token).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is IOException or HttpRequestException or OperationCanceledException)
        {
            // What has come so far will do.
        }

        var text = Encoding.UTF8.GetString(bytes, 0, count);
        return text.Length == 0 ? null : Cut(text);
    }

    private static bool IsText(string? mediaType) => mediaType is null
        || mediaType.StartsWith("text/", StringComparison.OrdinalIgnoreCase)
        || mediaType.EndsWith("json", StringComparison.OrdinalIgnoreCase)
        || mediaType.EndsWith("xml", StringComparison.OrdinalIgnoreCase);

    private static string Cut(string text) => text.Length <= MostCharacters
        ? text
        : text[..(char.IsHighSurrogate(text[MostCharacters - 1]) ? MostCharacters - 1 : MostCharacters)];
}
