using TokenSocket.CloseCodes;
using TokenSocket.Protocols;
using TokenSocket.Running.Sessions;

namespace TokenSocket;

/// <summary>What a session inside the socket tells, whichever protocol it speaks.</summary>
public static class SessionExtensions
{
    extension(TokenSocketClient client)
    {
        /// <summary>What <see cref="TokenSocketClient.Messages"/> say to the session that they came in, in the same order.</summary>
        /// <remarks>
        /// Empty where the dialect's <see cref="CloseDialect.Session"/> is <see cref="SessionKind.Plain"/>. Hot, as the messages are. With
        /// <see cref="TokenSocketClient.ReadAllAsync"/> see <see cref="Messages.SocketMessage.Event"/> instead.
        /// </remarks>
        public IObservable<SessionEvent> Events
        {
            get
            {
                ArgumentNullException.ThrowIfNull(client);
                return new EventStream(client.Messages);
            }
        }
    }

    /// <exception cref="InvalidOperationException">The dialect speaks something else.</exception>
    internal static void MustSpeak(this TokenSocketClient client, SessionKind kind, string call)
    {
        ArgumentNullException.ThrowIfNull(client);
        if (client.CurrentOptions.Dialect is { } dialect && dialect.Session != kind)
        {
            throw new InvalidOperationException($"{call} needs a dialect whose session is {kind}; that of '{dialect.Name}' is {dialect.Session}.");
        }
    }
}
