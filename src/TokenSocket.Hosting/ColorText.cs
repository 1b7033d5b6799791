using System.Globalization;
using TokenSocket.CloseCodes;

namespace TokenSocket.Hosting;

/// <summary>Reads a colour: <c>#6ab183</c>, <c>6ab183</c>, <c>0x6ab183</c>, or the decimal number that Discord speaks.</summary>
internal static class ColorText
{
    private const int Digits = 6;
    private const int White = 0xFFFFFF;

    public static Parsed<int> Parse(string text)
    {
        var trimmed = text.Trim();
        if (trimmed.StartsWith('#'))
        {
            return Hex(trimmed[1..]) ?? Bad(text);
        }

        if (trimmed.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
        {
            return Hex(trimmed[2..]) ?? Bad(text);
        }

        if (!int.TryParse(trimmed, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return Hex(trimmed) ?? Bad(text);
        }

        // '777777' is a grey and '777777' is a blue: no guess.
        return trimmed.Length == Digits
            ? Parsed<int>.Bad($"may be #{trimmed} or the number {trimmed}; write '#{trimmed}' or '#{number.ToString("x6", CultureInfo.InvariantCulture)}'.")
            : number <= White ? number : Bad(text);
    }

    private static Parsed<int>? Hex(string digits) =>
        digits.Length == Digits && int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var color) ? color : null;

    private static Parsed<int> Bad(string text) =>
        Parsed<int>.Bad($"must be a colour of six hexadecimal digits, such as '#6ab183'; it is '{ServerText.Clean(text)}'.");
}
