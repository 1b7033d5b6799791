using TokenSocket.CloseCodes;
using TokenSocket.Protocols;
using TokenSocket.Running.Sessions;

namespace TokenSocket;

/// <summary>Events in the namespace that <see cref="SocketIoOptions.Namespace"/> names, for dialects that speak Socket.IO. Thread-safe.</summary>
public static class SocketIoExtensions
{
    /// <summary>
    /// Sends an event; completes when the socket has taken it, which with a send queue may be after the next connect. In order with all other sends.
    /// </summary>
    /// <param name="client">The client.</param>
    /// <param name="name">The event.</param>
    /// <param name="arguments">
    /// Its arguments. <see cref="byte"/> arrays and memory go out as binary attachments; everything else as JSON with names in camel case.
    /// </param>
    /// <exception cref="InvalidOperationException">The dialect speaks no Socket.IO.</exception>
    /// <exception cref="ArgumentException">The name is empty; or the event is larger than the server takes.</exception>
    /// <exception cref="NotSupportedException">An argument is of a type that JSON cannot carry.</exception>
    /// <exception cref="NotConnectedException">There is no connection, or it ended while the socket was taking the event; or it was dropped from the send queue.</exception>
    /// <exception cref="ObjectDisposedException">The client is disposed.</exception>
    public static Task Emit(this TokenSocketClient client, string name, params object?[] arguments)
    {
        client.MustSpeak(SessionKind.SocketIo, nameof(Emit));
        return SendAsync(client, name, arguments, number: null, CancellationToken.None);
    }

    /// <summary>Sends an event and completes with what the server says to it.</summary>
    /// <param name="client">The client.</param>
    /// <param name="name">The event.</param>
    /// <param name="timeout">From the call to the answer, the wait in a send queue included; an event that still waits there then is not sent any more.</param>
    /// <param name="arguments">As in <see cref="Emit"/>.</param>
    /// <exception cref="TimeoutException">There was no answer in time.</exception>
    /// <exception cref="NotConnectedException">As in <see cref="Emit"/>; or the connection ended ahead of the answer, and whether the event was handled is not known.</exception>
    /// <inheritdoc cref="Emit" path="/exception"/>
    public static async Task<EventAnswer> EmitWithAckAsync(this TokenSocketClient client, string name, TimeSpan timeout, params object?[] arguments)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(timeout, TimeSpan.Zero);
        client.MustSpeak(SessionKind.SocketIo, nameof(EmitWithAckAsync));
        var open = client.Sessions.Acknowledgements;
        var number = open.Expect(out var answer);
        using var patience = new CancellationTokenSource(timeout, client.Time);
        try
        {
            await SendAsync(client, name, arguments, number, patience.Token).ConfigureAwait(false);
            open.MarkSent(number);
            return await answer.WaitAsync(patience.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (patience.IsCancellationRequested)
        {
            throw new TimeoutException($"The server did not acknowledge '{ServerText.Clean(name)}' within {timeout}.", e);
        }
        finally
        {
            open.Forget(number);
        }
    }

    /// <summary>Answers an event for which the server waits (<see cref="EventReceived.WantsAnswer"/>).</summary>
    /// <param name="client">The client.</param>
    /// <param name="received">The event.</param>
    /// <param name="arguments">As in <see cref="Emit"/>.</param>
    /// <exception cref="ArgumentException">The server does not wait for an answer to it; or the answer is larger than the server takes.</exception>
    /// <inheritdoc cref="Emit" path="/exception"/>
    public static Task Answer(this TokenSocketClient client, EventReceived received, params object?[] arguments)
    {
        ArgumentNullException.ThrowIfNull(received);
        ArgumentNullException.ThrowIfNull(arguments);
        client.MustSpeak(SessionKind.SocketIo, nameof(Answer));
        if (received is not { AnswerTo: { } number, Channel: { } place })
        {
            throw new ArgumentException($"The server waits for no answer to '{ServerText.Clean(received.Name)}'.", nameof(received));
        }

        var (json, attachments) = EventArguments.Of(arguments);
        return SendAsync(client, SocketIoFrames.Answer(place, json, attachments, number), arguments, CancellationToken.None);
    }

    private static Task SendAsync(TokenSocketClient client, string name, object?[] arguments, int? number, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(arguments);
        var (json, attachments) = EventArguments.Of([name, .. arguments]);
        var place = client.Sessions.Namespace ?? client.CurrentOptions.SocketIo.Namespace;
        return SendAsync(client, SocketIoFrames.Event(place, json, attachments, number), arguments, cancellationToken);
    }

    private static Task SendAsync(TokenSocketClient client, IReadOnlyList<SessionFrame> frames, object?[] arguments, CancellationToken cancellationToken)
    {
        if (client.Sessions.MaxPayload is { } most && frames.Max(static frame => frame.Payload.Length) is var largest && largest > most)
        {
            throw new ArgumentException($"They take a message of {largest} bytes; this server takes {most} at most.", nameof(arguments));
        }

        return client.Outgoing().SendAsync(frames[0].Payload, [.. frames.Skip(1).Select(static frame => frame.Payload)], cancellationToken);
    }
}
