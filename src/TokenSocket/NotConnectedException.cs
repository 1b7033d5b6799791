namespace TokenSocket;

/// <summary>A message could not be sent, for there is no connection. Nothing is queued; send again once Connected is announced.</summary>
public sealed class NotConnectedException : InvalidOperationException
{
    /// <summary>The message was not sent at all, or the connection ended before the socket had taken it.</summary>
    /// <param name="inner">What the socket said; null where nothing was tried.</param>
    public NotConnectedException(Exception? inner = null)
        : base("The message was not sent, for there is no connection; send it again once Connected is announced.", inner)
    {
    }
}
