using TokenSocket.CloseCodes;
using TokenSocket.Credentials;
using TokenSocket.Notices;

namespace TokenSocket.Running;

/// <summary>Takes out of a notice what a server, or a token provider, has said and nobody else is to see.</summary>
internal static class NoticeMask
{
    /// <summary>The notice without secrets.</summary>
    /// <param name="notice">What is about to be told.</param>
    /// <param name="known">The secrets of this moment; not asked for where there is nothing to mask.</param>
    public static ConnectionNotice Apply(ConnectionNotice notice, Func<Secrets> known) => notice switch
    {
        Disconnected end => Masked(end, known()),
        Redirected to => Masked(to, known()),
        TokenRefreshFailed failed => failed with { Reason = known().Redact(failed.Reason)! },
        SessionWarning warning => new SessionWarning(known().Redact(warning.Message)!),
        Stopped stop => Masked(stop, known()),
        _ => notice,
    };

    private static Disconnected Masked(Disconnected end, Secrets secrets) => end with { Info = Masked(end.Info, secrets)! };

    private static DisconnectInfo? Masked(DisconnectInfo? info, Secrets secrets) => info is null ? null : info with
    {
        Reason = secrets.Redact(info.Reason),
        StatusText = secrets.Redact(info.StatusText),
        Body = secrets.Redact(info.Body),
    };

    // The message is the dialect's, unless a token provider has said why.
    private static Stopped Masked(Stopped stop, Secrets secrets) => new(stop.Reason with
    {
        Message = stop.Reason.Info?.Cause == DisconnectCause.TokenUnavailable ? secrets.Redact(stop.Reason.Message)! : stop.Reason.Message,
        Info = Masked(stop.Reason.Info, secrets),
    });

    private static Redirected Masked(Redirected redirect, Secrets secrets) =>
        new(WithMaskedPath(redirect.From, secrets), WithMaskedPath(redirect.To, secrets));

    private static Uri WithMaskedPath(Uri address, Secrets secrets) =>
        secrets.Redact(address.AbsolutePath) is { } path && path != address.AbsolutePath ? new UriBuilder(address) { Path = path }.Uri : address;
}
