namespace TokenSocket.Gateway;

/// <summary>
/// What a gateway allows that acts as a Pusher server. Read once, when the gateway is made. Of what its clients send,
/// <see cref="TokenGatewayOptions.OnMessage"/> is handed the client events that were passed on, each as the whole frame.
/// </summary>
public sealed class PusherGatewayOptions
{
    /// <summary>The application's key: the last part of the path <c>/app/{key}</c>. A client with another one is closed with 4001.</summary>
    /// <value>Null, the default, takes any key.</value>
    public string? AppKey { get; set; }

    /// <summary>The application's secret, which signs the right to private and presence channels.</summary>
    /// <value>Null, the default, refuses those channels.</value>
    public string? AppSecret { get; set; }

    /// <summary>How long a connection may be silent before either side asks whether the other is there; clients are told it in whole seconds.</summary>
    /// <value>The default is 120 seconds.</value>
    public TimeSpan ActivityTimeout { get; set; } = TimeSpan.FromSeconds(120);

    /// <summary>How long a client that was pinged may take to say anything before it is closed with 4201.</summary>
    /// <value>The default is 30 seconds.</value>
    public TimeSpan PongTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a client of V2 may take to bring a new token after it was told that its own has expired.</summary>
    /// <value>The default is 30 seconds.</value>
    public TimeSpan TokenGrace { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How many client events one connection may send a second; the next is answered with the error 4301.</summary>
    /// <value>The default is 10.</value>
    public int ClientEventsPerSecond { get; set; } = 10;

    /// <summary>How many messages of each channel are kept for clients of V2 that come back.</summary>
    /// <value>The default is 100.</value>
    public int ReplayCapacity { get; set; } = 100;

    /// <summary>How long a message is kept for them.</summary>
    /// <value>The default is 120 seconds.</value>
    public TimeSpan ReplayAge { get; set; } = TimeSpan.FromSeconds(120);
}
