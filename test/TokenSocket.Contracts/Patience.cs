namespace TokenSocket.Contracts;

internal static class Patience
{
    /// <summary>Only ever waited out by a test that fails.</summary>
    public static readonly TimeSpan Long = TimeSpan.FromSeconds(10);
}
