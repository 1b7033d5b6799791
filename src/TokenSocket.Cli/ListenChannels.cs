using TokenSocket.Credentials;

namespace TokenSocket.Cli;

/// <summary>The channels that are listened to, where the Pusher protocol is spoken.</summary>
/// <param name="Names">Which.</param>
/// <param name="Authorizer">Signs those that need it; null where none does.</param>
internal sealed record ListenChannels(IReadOnlyList<string> Names, IChannelAuthorizer? Authorizer);
