using System.Globalization;
using System.Text;

namespace TokenSocket.CloseCodes;

/// <summary>Makes text that came from a server fit to be shown on one line.</summary>
public static class ServerText
{
    /// <summary>The most characters of a server's text that a log line or an alert shows.</summary>
    public const int MaxLength = 256;

    /// <summary>
    /// The text without control, format and line-separating characters (so without newlines, ANSI escapes and bidirectional overrides),
    /// cut to <paramref name="maxLength"/> characters and never inside a surrogate pair; null stays null.
    /// </summary>
    public static string? Clean(string? text, int maxLength = MaxLength)
    {
        if (text is null)
        {
            return null;
        }

        var clean = new StringBuilder(Math.Min(text.Length, maxLength));
        foreach (var rune in text.EnumerateRunes())
        {
            if (!IsShown(rune))
            {
                continue;
            }

            if (clean.Length + rune.Utf16SequenceLength > maxLength)
            {
                break;
            }

            clean.Append(rune);
        }

        return clean.ToString();
    }

    private static bool IsShown(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control
        or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator);
}
