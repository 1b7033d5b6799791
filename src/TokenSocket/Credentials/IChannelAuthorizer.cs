namespace TokenSocket.Credentials;

/// <summary>Proves the right to private and presence channels (Pusher protocol). Called from any thread.</summary>
/// <remarks>Pusher Channels documentation, "Authorizing users": the proof is made by whoever has the app's secret, mostly a server of one's own.</remarks>
public interface IChannelAuthorizer
{
    /// <summary>The proof for one channel on one connection; asked for after each reconnect again.</summary>
    /// <param name="request">Which.</param>
    /// <param name="cancellationToken">Cancelled after 30 seconds: then the subscription counts as refused until the next connection.</param>
    /// <remarks>Whatever it throws, the subscription counts as refused; only the type of the exception is told, for its message could hold a secret.</remarks>
    ValueTask<ChannelAuthorization> AuthorizeAsync(ChannelRequest request, CancellationToken cancellationToken);
}
