namespace TokenSocket.Gateway.Tests.Sessions.Pusher;

/// <summary>With a registry in memory nothing is waited for: what has not completed by now is a fault.</summary>
internal static class Completed
{
    public static T Result<T>(this Task<T> task)
    {
        task.Done();
        return task.GetAwaiter().GetResult();
    }

    public static void Done(this Task task)
    {
        if (!task.IsCompleted)
            throw new InvalidOperationException("It is not done at once.");

        task.GetAwaiter().GetResult();
    }
}
