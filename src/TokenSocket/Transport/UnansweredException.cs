namespace TokenSocket.Transport;

/// <summary>The connection broke before the answer to the upgrade began. Not an <see cref="IOException"/>, which would be retried below.</summary>
internal sealed class UnansweredException : Exception
{
    public UnansweredException()
    {
    }

    public UnansweredException(string message)
        : base(message)
    {
    }

    public UnansweredException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
