using TokenSocket.Messages;
using TokenSocket.Notices;

namespace TokenSocket.Cli;

/// <summary>Shows what <c>listen</c> hears. Notices and messages come from different threads.</summary>
internal interface IListenView
{
    /// <exception cref="IOException">It cannot be written, or nobody reads it.</exception>
    void Show(ConnectionNotice notice);

    /// <exception cref="IOException">It cannot be written, or nobody reads it.</exception>
    void Show(SocketMessage message);
}
