namespace Quickstart;

/// <summary>Something differs from the specification.</summary>
internal sealed class Surprise(string message) : Exception(message)
{
    public static void UnlessEqual<T>(string what, T expected, T actual)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, actual))
        {
            throw new Surprise($"{what}: expected '{expected}', got '{actual}'");
        }
    }
}
