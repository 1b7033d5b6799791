using System.Globalization;
using System.Text.Json;
using TokenSocket.CloseCodes;

namespace TokenSocket.Protocols;

/// <summary>What happened inside a session, as the program sees it. Immutable; in order with the messages, each of which carries one.</summary>
/// <remarks>Names, texts and data are the server's words, untrusted.</remarks>
public abstract record SessionEvent
{
    private protected SessionEvent()
    {
    }
}

/// <summary>The server, or another client through it, sent an event.</summary>
/// <param name="Name">What kind it is.</param>
/// <param name="Channel">The channel (Pusher) or the namespace (Socket.IO) that it came on; null where it belongs to none.</param>
/// <param name="Arguments">What it says: any number of values (Socket.IO), or one or none (Pusher).</param>
public sealed record EventReceived(string Name, string? Channel, IReadOnlyList<JsonElement> Arguments) : SessionEvent
{
    /// <summary>The first of the arguments; undefined where there is none.</summary>
    public JsonElement Data => Arguments.Count > 0 ? Arguments[0] : default;

    /// <summary>Bytes that came beside the arguments, in which <c>{"_placeholder":true,"num":N}</c> stands for the one at N (Socket.IO).</summary>
    /// <value>The default is none.</value>
    public IReadOnlyList<ReadOnlyMemory<byte>> Attachments { get; init; } = [];

    /// <summary>Who sent it, where the server says so: a client event on a presence channel (Pusher).</summary>
    public string? UserId { get; init; }

    /// <summary>Whether the server waits for an acknowledgement (Socket.IO).</summary>
    public bool WantsAnswer => AnswerTo is not null;

    /// <summary>The number under which the server waits.</summary>
    internal int? AnswerTo { get; init; }

    /// <summary>The connection on which it waits; null where it does not.</summary>
    internal object? AnswerOn { get; init; }

    /// <summary>The name, the channel and how much it says, never what.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"EventReceived {{ Name = {ServerText.Clean(Name)}, Channel = {ServerText.Clean(Channel)}, Arguments = {Arguments.Count}, Attachments = {Attachments.Count} }}");
}

/// <summary>The server accepted a subscription; after each reconnect again.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Data">What it said, such as who is present; undefined where it said nothing.</param>
public sealed record Subscribed(string Channel, JsonElement Data) : SessionEvent
{
    /// <summary>The channel, and nothing of what the server said.</summary>
    public override string ToString() => $"Subscribed {{ Channel = {ServerText.Clean(Channel)} }}";
}

/// <summary>A subscription was refused, by the server or because it could not be signed. The connection stays; it is tried again with the next one.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Status">What the server gave for a number, such as 401 or 403; null where it gave none.</param>
/// <param name="Reason">One sentence about it.</param>
public sealed record SubscriptionRefused(string Channel, int? Status, string Reason) : SessionEvent;

/// <summary>What a channel missed while the connection was down has been sent again.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Count">How many messages the server sent again.</param>
public sealed record Recovered(string Channel, int Count) : SessionEvent;

/// <summary>What a channel missed while the connection was down is lost to it: the program must rebuild what it knows of the channel.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Code">The server's word for why, such as <c>position_expired</c> or <c>stream_reset</c>.</param>
public sealed record RecoveryFailed(string Channel, string Code) : SessionEvent
{
    /// <summary>The channel and the code, cut and on one line.</summary>
    public override string ToString() => $"RecoveryFailed {{ Channel = {ServerText.Clean(Channel)}, Code = {ServerText.Clean(Code)} }}";
}

/// <summary>The server reports an error that is no end.</summary>
/// <param name="Code">Its number; null where it gave none.</param>
/// <param name="Message">Its words.</param>
/// <param name="Channel">The channel that it is about; null where it is about none.</param>
public sealed record ErrorReceived(int? Code, string Message, string? Channel) : SessionEvent
{
    /// <summary>All three, cut and on one line.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"ErrorReceived {{ Code = {Code}, Message = {ServerText.Clean(Message)}, Channel = {ServerText.Clean(Channel)} }}");
}
