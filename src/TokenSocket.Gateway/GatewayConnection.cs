using System.Net;
using System.Text;
using TokenSocket.CloseCodes;
using TokenSocket.Framing;
using TokenSocket.Gateway.Sessions;

namespace TokenSocket.Gateway;

/// <summary>
/// One client, from the moment its token was accepted. Every member may be called from any thread and at any time; once the
/// connection has ended, nothing happens. What the network does is no exception here: a send says whether it went out.
/// </summary>
public sealed class GatewayConnection
{
    internal const int LowestCode = 1000;
    internal const int HighestCode = 4999;

    private readonly TaskCompletionSource<Ending> _ending = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _broken = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _closeSent = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<PeerClose?> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _isSilent;

    internal GatewayConnection(string id, string? owner, IPEndPoint? remote, Outbox outbox)
    {
        Id = id;
        Owner = owner;
        Remote = remote;
        Outbox = outbox;
    }

    /// <summary>Unique within the process.</summary>
    public string Id { get; }

    /// <summary>Whom the token was issued to, as the registry says; null if it does not.</summary>
    public string? Owner { get; }

    /// <summary>Where the client dials from; null if the server does not know.</summary>
    public IPEndPoint? Remote { get; }

    /// <summary>Whether nobody has ended it yet: no close, drop or deletion was ordered, and none came from the client.</summary>
    public bool IsOpen => !_ending.Task.IsCompleted;

    /// <summary>
    /// Completes when the connection is over, with the client's close frame, or null if TCP ended without one. Never faults.
    /// </summary>
    public Task<PeerClose?> Ended => _ended.Task;

    internal Outbox Outbox { get; }

    /// <summary>What is spoken with the client; null with one that is turned away.</summary>
    internal ServerSession? Session { get; set; }

    internal bool IsSilent => _isSilent;

    /// <summary>The order to end, once one is given.</summary>
    internal Task<Ending> WhenEnding => _ending.Task;

    /// <summary>Completes when even a close handshake under way is to be broken off.</summary>
    internal Task WhenBroken => _broken.Task;

    /// <summary>Sends a text message, after all those sent before.</summary>
    /// <returns>
    /// True once it has been handed to the network, which is not yet the client; false if the connection ended first.
    /// Waits while more than <see cref="TokenGatewayOptions.SendQueueCapacity"/> messages wait.
    /// </returns>
    /// <exception cref="OperationCanceledException">Cancelled; the message may still go out.</exception>
    public Task<bool> SendAsync(string text, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        return SendFramesAsync(FrameWriter.Frame(Opcode.Text, Encoding.UTF8.GetBytes(text)), cancellationToken);
    }

    /// <summary>Sends a binary message, after all those sent before. The bytes are copied before this returns.</summary>
    /// <inheritdoc cref="SendAsync(string, CancellationToken)"/>
    public Task<bool> SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken = default) =>
        SendFramesAsync(FrameWriter.Frame(Opcode.Binary, bytes.Span), cancellationToken);

    /// <summary>
    /// Writes bytes onto the connection as they are, after all that was sent before: broken frames, fragments, pings. The
    /// gateway does not learn what was in them: after a close frame sent so, end the connection too.
    /// </summary>
    /// <inheritdoc cref="SendAsync(string, CancellationToken)"/>
    public Task<bool> SendRawAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken = default) =>
        SendFramesAsync(bytes.ToArray(), cancellationToken);

    /// <summary>
    /// Closes with a code and a reason, after what waits to be sent. The token is free before the client can read the close
    /// frame. The client has <see cref="TokenGatewayOptions.CloseTimeout"/> to answer; then TCP is reset.
    /// </summary>
    /// <param name="code">
    /// 1000 to 4999, also those that may not be sent (1004, 1005, 1006, 1015; RFC 6455, 7.4.1) or mean nothing.
    /// </param>
    /// <param name="reason">Cut after the last whole character that fits into 123 bytes of UTF-8.</param>
    /// <returns>Completes once the close frame was handed to the network, or the connection ended otherwise.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The code is out of range.</exception>
    public Task CloseAsync(int code, string reason = "")
    {
        ArgumentNullException.ThrowIfNull(reason);
        CheckCode(code);
        return CloseAsync(Ending.Close.With(new CloseWords(code, reason)));
    }

    /// <summary>
    /// Closes as the server of a dialect does that means this row: with its code, and a reason that has what the row asks for,
    /// else its message. Otherwise as <see cref="CloseAsync(int, string)"/>. A row about the session, or about statuses, is told in the
    /// session's own frames where it has some: in Socket.IO as <c>44</c> with the status, and the WebSocket stays open.
    /// </summary>
    /// <param name="row">A row about close codes, or one that the session has frames for.</param>
    /// <param name="code">Which of the row's codes; null for the first that can be sent.</param>
    /// <param name="address">Where a row with <see cref="ReconnectVerdict.AtNewAddress"/> sends the client, as it is written; not looked at for any other.</param>
    /// <exception cref="ArgumentException">
    /// The row is about no close code, or not about this one; or it sends the client elsewhere and the address is missing or does not fit a reason.
    /// </exception>
    public Task ActAsync(CloseRule row, int? code = null, Uri? address = null)
    {
        ArgumentNullException.ThrowIfNull(row);
        int number = code ?? row.Codes.First;
        return Session is { } session && IsSaidIn(session, row, number) && session.TryRefuse(number, row.Message, out Task sent)
            ? sent
            : CloseAsync(Ending.Close.With(RowOnTheWire.AsClose(row, code, address)));
    }

    /// <summary>Closes with an empty close frame, which clients report as 1005. Otherwise as <see cref="CloseAsync(int, string)"/>.</summary>
    public Task CloseWithoutCodeAsync() => CloseAsync(Ending.Close.WithPayload([]));

    /// <summary>
    /// Closes with this payload, whatever it is: one byte, half a character, more than 125 bytes. Otherwise as
    /// <see cref="CloseAsync(int, string)"/>.
    /// </summary>
    public Task CloseMalformedAsync(ReadOnlyMemory<byte> payload) => CloseAsync(Ending.Close.WithPayload(payload.Span));

    /// <summary>
    /// Plays dead: TCP stays open, but nothing is read, no ping and no close is answered, and what is sent from here goes
    /// nowhere. It ends by <see cref="Drop"/>, <see cref="HangUp"/>, a close, the client's TCP end, or the server's.
    /// </summary>
    public void StopAnswering() => _isSilent = true;

    /// <summary>Ends TCP in order (FIN) without a close frame, as a proxy does that goes away.</summary>
    public void HangUp() => EndOrBreak(new Ending.HangUp());

    /// <summary>Breaks TCP off (RST where the server can) without a close frame; also while a close is under way.</summary>
    public void Drop() => EndOrBreak(new Ending.Reset());

    /// <summary>The id and the owner; never the token.</summary>
    public override string ToString() => Owner is null ? Id : $"{Id} ({Owner})";

    /// <summary>Sends whole frames, with no other between them.</summary>
    internal Task<bool> SendFramesAsync(byte[] frames, CancellationToken cancellationToken) =>
        IsOpen ? Outbox.SendAsync(frames, cancellationToken) : Task.FromResult(false);

    internal static void CheckCode(int code)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(code, LowestCode);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(code, HighestCode);
    }

    /// <returns>Whether this order was the first, which is the one that counts.</returns>
    internal bool TryEnd(Ending ending) => _ending.TrySetResult(ending);

    internal void EndOrBreak(Ending ending)
    {
        if (!TryEnd(ending))
            _broken.TrySetResult();
    }

    internal void ReportSent() => _closeSent.TrySetResult();

    internal void ReportEnded(PeerClose? peer)
    {
        _closeSent.TrySetResult();
        _ended.TrySetResult(peer);
    }

    // A row that is chosen by its reason needs that reason in the close frame.
    private static bool IsSaidIn(ServerSession session, CloseRule row, int number) =>
        row.Codes.Contains(number)
        && (row.Cause == DisconnectCause.InBand || (row is { Cause: null, ReasonPrefix: null, Mentions: null } && session.SaysFirst(number)));

    private Task CloseAsync(Ending.Close close)
    {
        TryEnd(close);
        return _closeSent.Task;
    }
}
