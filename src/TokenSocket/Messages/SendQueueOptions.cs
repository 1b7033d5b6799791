namespace TokenSocket.Messages;

/// <summary>Where messages wait that are sent while there is no connection; they go out in order after the next connect.</summary>
public sealed record SendQueueOptions
{
    /// <summary>The most messages that wait.</summary>
    /// <value>0 to 1,000,000; the default is 0: nothing waits, and a send without a connection fails.</value>
    public int Capacity { get; set; }

    /// <summary>What happens to a message for which there is no room.</summary>
    /// <value>The default is <see cref="SendQueueFull.Wait"/>.</value>
    public SendQueueFull WhenFull { get; set; } = SendQueueFull.Wait;

    /// <summary>How long a message may wait before it is stale and dropped.</summary>
    /// <value>1 ms to 1 day; the default is as long as it takes.</value>
    public TimeSpan? MaxAge { get; set; }
}
