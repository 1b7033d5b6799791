namespace TokenSocket.Gateway.Sessions.Pusher;

/// <summary>The way to one client. Neither member waits or throws: they are called while the channels are locked.</summary>
internal interface IPusherPeer
{
    /// <summary>Sends a text frame after all those sent before.</summary>
    /// <returns>Completes when whoever published may go on: written, or to a peer that lags behind.</returns>
    Task SendAsync(string frame);

    /// <summary>Closes, after what waits to be sent.</summary>
    void Close(int code, string reason);
}
