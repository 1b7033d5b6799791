namespace TokenSocket;

/// <summary>A message was not sent, for there was no connection, and will not be any more; or it was sent and the connection ended ahead of the answer.</summary>
public sealed class NotConnectedException : InvalidOperationException
{
    /// <summary>The message was not sent at all, or the connection ended before the socket had taken it.</summary>
    /// <param name="inner">What the socket said; null where nothing was tried.</param>
    public NotConnectedException(Exception? inner = null)
        : base("The message was not sent, for there is no connection; send it again once Connected is announced.", inner)
    {
    }

    private NotConnectedException(Exception? inner, string message)
        : base(message, inner)
    {
    }

    /// <summary>The message was queued, or should have been, and was dropped.</summary>
    /// <param name="why">The rest of a sentence that begins with 'because'.</param>
    internal NotConnectedException(string why)
        : base($"The message was dropped from the send queue, because {why}.")
    {
    }

    /// <summary>The event was sent, and the connection ended ahead of the server's answer.</summary>
    internal static NotConnectedException Unanswered() =>
        new(null, "The connection ended before the server acknowledged the event; whether it was handled is not known.");
}
