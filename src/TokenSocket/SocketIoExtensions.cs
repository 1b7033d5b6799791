using TokenSocket.CloseCodes;
using TokenSocket.Messages;
using TokenSocket.Protocols;
using TokenSocket.Running.Sessions;
using TokenSocket.Transport;

namespace TokenSocket;

/// <summary>Events in the namespace that <see cref="SocketIoOptions.Namespace"/> names, for dialects that speak Socket.IO. Thread-safe.</summary>
public static class SocketIoExtensions
{
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromDays(1);

    // A server takes an event of such a name for a broken packet, and closes.
    private static readonly string[] Reserved = ["connect", "connect_error", "disconnect", "disconnecting", "newListener", "removeListener"];

    /// <summary>
    /// Sends an event; completes when the socket has taken it, which with a send queue may be after the next connect. In order with all other sends.
    /// </summary>
    /// <param name="client">The client.</param>
    /// <param name="name">The event.</param>
    /// <param name="arguments">
    /// Its arguments. <see cref="byte"/> arrays and memory go out as binary attachments, not to be changed until the task completes; everything
    /// else as JSON with names in camel case, in which bytes are base64 text. An array of any other type than <see cref="object"/> is one argument.
    /// </param>
    /// <exception cref="InvalidOperationException">The dialect speaks no Socket.IO.</exception>
    /// <exception cref="ArgumentException">The name is empty, or one that Socket.IO keeps for itself; or the event is larger than the server takes.</exception>
    /// <exception cref="System.Text.Json.JsonException">An argument holds itself.</exception>
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
    /// <param name="timeout">
    /// From the call to the answer, the wait in a send queue included; an event that still waits there then is not sent any more. More than 0, at most 1 day.
    /// </param>
    /// <param name="arguments">As in <see cref="Emit"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The timeout is out of its range.</exception>
    /// <exception cref="TimeoutException">There was no answer in time.</exception>
    /// <exception cref="NotConnectedException">As in <see cref="Emit"/>; or the connection ended ahead of the answer, and whether the event was handled is not known.</exception>
    /// <inheritdoc cref="Emit" path="/exception"/>
    public static async Task<EventAnswer> EmitWithAckAsync(this TokenSocketClient client, string name, TimeSpan timeout, params object?[] arguments)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(timeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(timeout, LongestTimeout);
        client.MustSpeak(SessionKind.SocketIo, nameof(EmitWithAckAsync));
        var open = client.Sessions.Acknowledgements;
        var number = open.Expect(out var answer);
        using var patience = new CancellationTokenSource(timeout, client.Sessions.Time);
        try
        {
            await SendAsync(client, name, arguments, number, patience.Token).ConfigureAwait(false);
            return await answer.WaitAsync(patience.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested && answer.IsCompleted)
        {
            // Both at once: what is known counts.
            return await answer.ConfigureAwait(false);
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
    /// <exception cref="NotConnectedException">The connection on which the event came has ended: an answer is not queued, for the next one would take it for another's.</exception>
    /// <inheritdoc cref="Emit" path="/exception"/>
    public static Task Answer(this TokenSocketClient client, EventReceived received, params object?[] arguments)
    {
        ArgumentNullException.ThrowIfNull(received);
        client.MustSpeak(SessionKind.SocketIo, nameof(Answer));
        if (received is not { AnswerTo: { } number, AnswerOn: ITransport transport, Channel: { } place })
        {
            throw new ArgumentException($"The server waits for no answer to '{ServerText.Clean(received.Name)}'.", nameof(received));
        }

        var (json, attachments) = EventArguments.Of(Each(arguments));
        var frame = SocketIoFrames.Answer(place, json, attachments, number)[0].Payload;
        CheckSize(client, frame, attachments, arguments);
        return client.Outgoing.SendOnAsync(transport, MessageKind.Text, frame, CancellationToken.None, attachments);
    }

    private static Task SendAsync(TokenSocketClient client, string name, object?[] arguments, int? number, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (Reserved.Contains(name, StringComparer.Ordinal))
        {
            throw new ArgumentException($"Socket.IO keeps the name '{name}' for itself; give the event another one.", nameof(name));
        }

        var (json, attachments) = EventArguments.Of([name, .. Each(arguments)]);
        CheckSize(client, Write(), attachments, arguments);
        return client.Outgoing.SendAsync(WriteAtLast, attachments, cancellationToken);

        // The namespace is that of the connection on which it goes out, which may be another one than now.
        ReadOnlyMemory<byte> Write() =>
            SocketIoFrames.Event(client.Sessions.Terms?.Namespace ?? client.CurrentOptions.SocketIo.Namespace, json, attachments, number)[0].Payload;

        ReadOnlyMemory<byte> WriteAtLast()
        {
            if (number is { } one)
            {
                client.Sessions.Acknowledgements.MarkSent(one);
            }

            return Write();
        }
    }

    // To the compiler an array of texts, say, is the list of arguments, and so is a null.
    private static object?[] Each(object?[]? arguments) => arguments?.GetType() == typeof(object[]) ? arguments : [arguments];

    private static void CheckSize(TokenSocketClient client, ReadOnlyMemory<byte> text, IReadOnlyList<ReadOnlyMemory<byte>> attachments, object?[] arguments)
    {
        var largest = attachments.Select(static one => one.Length).Append(text.Length).Max();
        if (client.Sessions.Terms?.MaxPayload is { } most && largest > most)
        {
            throw new ArgumentException($"They take a message of {largest} bytes; this server takes {most} at most.", nameof(arguments));
        }
    }
}
