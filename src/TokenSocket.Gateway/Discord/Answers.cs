namespace TokenSocket.Gateway.Discord;

/// <summary>
/// What can go wrong with a webhook, to be set with <see cref="StandInDiscord.Answer"/> or <see cref="StandInDiscord.AnswerNext"/>.
/// (discord.com/developers/docs/topics/rate-limits and …/opcodes-and-status-codes)
/// </summary>
public static class Answers
{
    /// <summary>404/10015. From this answer on the webhook is deleted for good; see <see cref="StandInDiscord.RenewWebhook"/>.</summary>
    public static Answer UnknownWebhook { get; } = new Answer.Refusing(ApiError.UnknownWebhook);

    /// <summary>401/50027: the token in the address is wrong.</summary>
    public static Answer InvalidToken { get; } = new Answer.Refusing(ApiError.InvalidToken);

    /// <summary>404/10003: the channel or the thread is gone.</summary>
    public static Answer UnknownChannel { get; } = new Answer.Refusing(ApiError.UnknownChannel);

    /// <summary>404/10008: the message is gone.</summary>
    public static Answer UnknownMessage { get; } = new Answer.Refusing(ApiError.UnknownMessage);

    /// <summary>No answer, TCP open, until the client gives up or the stand-in stops. The message is not stored.</summary>
    public static Answer Hang { get; } = new Answer.Hanging();

    /// <summary>The TCP connection is cut, and the message is not stored.</summary>
    public static Answer Reset { get; } = new Answer.Resetting(AfterTheWork: false);

    /// <summary>The TCP connection is cut although the message is stored: whoever posts again posts twice.</summary>
    public static Answer ResetAfterwards { get; } = new Answer.Resetting(AfterTheWork: true);

    /// <summary>429 in JSON with its headers. A global one has no bucket headers.</summary>
    /// <param name="retryAfter">With its fraction in the body, rounded up to whole seconds in the header.</param>
    /// <param name="global">Whether it holds for all that the client does.</param>
    /// <exception cref="ArgumentOutOfRangeException">The wait is negative.</exception>
    public static Answer TooManyRequests(TimeSpan retryAfter, bool global = false) =>
        new Answer.Refusing(ApiError.TooManyRequests(NotNegative(retryAfter), global));

    /// <summary>429 from the proxy before Discord: an HTML page, of the headers <c>Retry-After</c> only.</summary>
    /// <param name="retryAfter">Rounded up to whole seconds.</param>
    /// <exception cref="ArgumentOutOfRangeException">The wait is negative.</exception>
    public static Answer EdgeTooManyRequests(TimeSpan retryAfter) =>
        new Answer.Refusing(ApiError.EdgeTooManyRequests(NotNegative(retryAfter)));

    /// <summary>429/30046 to edits only: a message older than an hour was edited too often.</summary>
    /// <param name="retryAfter">As with <see cref="TooManyRequests"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The wait is negative.</exception>
    public static Answer TooManyEdits(TimeSpan retryAfter) =>
        new Answer.Refusing(ApiError.TooManyRequests(
            NotNegative(retryAfter), global: false, 30046, "Maximum number of edits to messages older than 1 hour reached. Try again later"))
        {
            OnlyTo = HttpMethod.Patch,
        };

    /// <summary>An error with a code of Discord's, such as 400/50035, 403/40333 or 503/130000.</summary>
    /// <param name="status">400 to 599.</param>
    /// <param name="code">In the body; 0 is a general one.</param>
    /// <param name="message">In the body.</param>
    /// <exception cref="ArgumentOutOfRangeException">The status is not one of an error.</exception>
    public static Answer Error(int status, int code = 0, string message = "The request failed.")
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(status, 400);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(status, 599);
        return new Answer.Refusing(ApiError.Of(status, code, message));
    }

    /// <summary>As usual, after a while. The message is stored at the end of it, if the client is still there.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The delay is negative.</exception>
    public static Answer Slow(TimeSpan delay) => new Answer.Slowing(NotNegative(delay));

    private static TimeSpan NotNegative(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        return time;
    }
}
