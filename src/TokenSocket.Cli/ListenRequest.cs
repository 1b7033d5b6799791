namespace TokenSocket.Cli;

/// <summary>What <c>listen</c> is asked to do.</summary>
/// <param name="Options">How the client behaves.</param>
/// <param name="Send">Sent after every connect.</param>
/// <param name="Emissions">Emitted after every connect, behind what is sent; where Socket.IO is spoken.</param>
/// <param name="Channels">Subscribed to, where the Pusher protocol is spoken.</param>
/// <param name="For">End after so long; null for never.</param>
/// <param name="Json">One JSON object a line instead of lines for people.</param>
internal sealed record ListenRequest(
    TokenSocketOptions Options, IReadOnlyList<string> Send, IReadOnlyList<Emission> Emissions, ListenChannels Channels, TimeSpan? For, bool Json);
