namespace TokenSocket.Messages;

/// <summary>How far the program may fall behind with its messages before nothing more is read from the socket.</summary>
public sealed record ReceiveQueueOptions
{
    /// <summary>The most messages that wait.</summary>
    /// <value>1 to 1,000,000; the default is 1,024.</value>
    public int MaxMessages { get; set; } = 1024;

    /// <summary>The most bytes that wait; one message is let in whatever its size.</summary>
    /// <value>1 to 4 GiB; the default is 64 MiB.</value>
    public long MaxBytes { get; set; } = 64 * 1024 * 1024;
}
