using TokenSocket.CloseCodes;

namespace TokenSocket.Protocols;

/// <summary>Remembers what the server said was wrong: the close that follows has the same code and no reason, or no code at all.</summary>
internal sealed class PusherErrors
{
    private PusherError? _last;
    private PusherError? _ending;

    /// <summary>The end that the last error with a code from 4000 to 4299 speaks of; null where there was none.</summary>
    public DisconnectInfo? End =>
        _ending is { } error ? new DisconnectInfo(DisconnectCause.InBand, error.Code, Words(error) ?? $"The server reported the error {error.Code} without a message.") : null;

    /// <summary>Takes the place of an earlier one. Only an error that ends takes the place of one that does.</summary>
    public void Remember(PusherError error)
    {
        _last = error;
        _ending = error.IsEnding ? error : _ending;
    }

    /// <summary>The session has outlived its errors: none of them is why it ends one day.</summary>
    public void Outlive() => _ending = null;

    /// <summary>The end, with the words that came ahead of it; where the close says nothing at all, the error is the end.</summary>
    public DisconnectInfo Explain(DisconnectInfo end)
    {
        if (end.Cause == DisconnectCause.Requested || end.HttpStatus is not null)
        {
            return end;
        }

        if (end.Code is null or CloseCode.NoStatus or CloseCode.AbnormalClosure)
        {
            return End ?? end;
        }

        var error = _ending?.Code == end.Code ? _ending : _last;
        return string.IsNullOrEmpty(end.Reason) && error?.Code == end.Code ? end with { Reason = Words(error) ?? end.Reason } : end;
    }

    private static string? Words(PusherError? error) => error is { Message.Length: > 0 } ? ServerText.Clean(error.Message) : null;
}
