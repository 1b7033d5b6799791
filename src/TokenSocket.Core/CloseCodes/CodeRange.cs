using System.Globalization;

namespace TokenSocket.CloseCodes;

/// <summary>An inclusive range on the number line that HTTP statuses (100–599) and close codes (1000–4999) share.</summary>
/// <param name="First">The lowest number of the range.</param>
/// <param name="Last">The highest number of the range, itself included.</param>
public readonly record struct CodeRange(int First, int Last)
{
    /// <summary>Every number, and the lack of one (0).</summary>
    public static readonly CodeRange Any = new(0, 65535);

    /// <summary>How many numbers the range spans beyond its first: 0 for a single code.</summary>
    public int Width => Last - First;

    /// <summary>Whether <paramref name="number"/> lies in the range.</summary>
    public bool Contains(int number) => number >= First && number <= Last;

    /// <summary>Whether the two have a number in common.</summary>
    public bool Overlaps(CodeRange other) => First <= other.Last && other.First <= Last;

    /// <summary>The range of one code.</summary>
    public static implicit operator CodeRange(int code) => FromInt32(code);

    /// <summary>The range of one code.</summary>
    public static CodeRange FromInt32(int code) => new(code, code);

    /// <summary><c>4002</c>, or <c>4100-4199</c>.</summary>
    public override string ToString() => Width == 0
        ? First.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{First}-{Last}");
}
