namespace TokenSocket.Hosting;

/// <summary>What a text of the configuration says, or why it says nothing.</summary>
/// <param name="Value">The value; of no meaning where there is a fault.</param>
/// <param name="Fault">The sentence that follows the key; null where the text is good.</param>
internal readonly record struct Parsed<T>(T Value, string? Fault = null)
{
    public static implicit operator Parsed<T>(T value) => new(value);

    public static Parsed<T> Bad(string fault) => new(default!, fault);
}
