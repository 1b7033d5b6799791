namespace TokenSocket.Gateway.Sessions.Pusher;

/// <summary>What the server finds wrong: told as an event, which a close with the same code may follow.</summary>
/// <remarks>The numbers are those of sockudo, crates/sockudo-core/src/error.rs, and of the page Pusher Channels Protocol.</remarks>
/// <param name="Code">The number that stands in the event.</param>
/// <param name="Message">The sentence beside it.</param>
/// <param name="Channel">The channel that it is about, if it is about one.</param>
internal sealed record PusherError(int Code, string Message, string? Channel = null)
{
    public const int Lowest = 4000;
    public const int Highest = 4999;
    public const int Unauthorized = 4009;
    public const int SlowConsumer = 4100;

    public static readonly PusherError UnknownApp = new(4001, "There is no application with this key.");
    public static readonly PusherError NoSuchPath = new(4005, "The path names no application key.");
    public static readonly PusherError VersionNotANumber = new(4006, "The protocol version is not a number.");
    public static readonly PusherError UnknownVersion = new(4007, "The protocol version is not supported.");
    public static readonly PusherError NoVersion = new(4008, "No protocol version was given.");
    public static readonly PusherError NoPong = new(4201, "No answer came to a ping.");
    public static readonly PusherError TooManyEvents = new(4301, "Too many client events were sent within a second.");
    public static readonly PusherError NoRecovery = new(4301, "Connection recovery is not enabled");
    public static readonly PusherError NoPositions = new(4302, "No channel recovery positions provided");
    public static readonly PusherError CannotJudge = new(4100, "The token cannot be judged at the moment.");

    /// <summary>A frame that cannot be understood; sockudo has no code of its own for it.</summary>
    public static PusherError Malformed(string message, string? channel = null) => new(4000, message, channel);

    public static PusherError BadToken(string message) => new(Unauthorized, message);

    public static PusherError BadChannel(string message, string? channel) => new(4300, message, channel);

    public static PusherError BadClientEvent(string message, string? channel = null) => new(4301, message, channel);
}
