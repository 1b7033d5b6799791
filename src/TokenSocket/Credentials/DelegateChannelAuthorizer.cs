namespace TokenSocket.Credentials;

/// <summary>Proves the right to a channel by calling a function, such as one that asks a server of one's own.</summary>
/// <param name="authorize">The function.</param>
public sealed class DelegateChannelAuthorizer(Func<ChannelRequest, CancellationToken, ValueTask<ChannelAuthorization>> authorize) : IChannelAuthorizer
{
    private readonly Func<ChannelRequest, CancellationToken, ValueTask<ChannelAuthorization>> _authorize =
        authorize ?? throw new ArgumentNullException(nameof(authorize));

    /// <inheritdoc/>
    public ValueTask<ChannelAuthorization> AuthorizeAsync(ChannelRequest request, CancellationToken cancellationToken) => _authorize(request, cancellationToken);
}
