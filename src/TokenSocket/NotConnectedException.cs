namespace TokenSocket;

/// <summary>A message was not sent, for there was no connection. It will not be sent any more.</summary>
public sealed class NotConnectedException : InvalidOperationException
{
    /// <summary>The message was not sent at all, or the connection ended before the socket had taken it.</summary>
    /// <param name="inner">What the socket said; null where nothing was tried.</param>
    public NotConnectedException(Exception? inner = null)
        : base("The message was not sent, for there is no connection; send it again once Connected is announced.", inner)
    {
    }

    /// <summary>The message was queued, or should have been, and was dropped.</summary>
    /// <param name="why">The rest of a sentence that begins with 'because'.</param>
    internal NotConnectedException(string why)
        : base($"The message was dropped from the send queue, because {why}.")
    {
    }
}
