using System.Buffers;
using System.Text;
using TokenSocket.CloseCodes;

namespace TokenSocket.DiscordAlerts;

/// <summary>Makes text that came from a server appear in Discord as it is: no formatting, link, mention, emoji or timestamp.</summary>
internal static class Markdown
{
    private static readonly SearchValues<char> Marks = SearchValues.Create(@"\`*_~|<>[]#@");

    /// <summary>The text on one line, cut to <paramref name="maxLength"/> characters of its own, then with every mark escaped; at most twice as long.</summary>
    public static string Escape(string? text, int maxLength = ServerText.MaxLength)
    {
        var clean = ServerText.Clean(text, maxLength) ?? "";
        var escaped = new StringBuilder(clean.Length * 2);
        for (var i = 0; i < clean.Length; i++)
        {
            if (IsMark(clean, i))
            {
                escaped.Append('\\');
            }

            escaped.Append(clean[i]);
        }

        return escaped.ToString();
    }

    private static bool IsMark(string text, int i) => text[i] switch
    {
        // An address becomes a link, and :name: an emoji; a colon before a space is neither.
        ':' => i + 1 < text.Length && !char.IsWhiteSpace(text[i + 1]),
        // At the start of a line these begin a list.
        '-' or '+' => text.AsSpan(0, i).IsWhiteSpace(),
        '.' => i > 0 && text.AsSpan(0, i).TrimStart() is { Length: > 0 } start && !start.ContainsAnyExceptInRange('0', '9'),
        var c => Marks.Contains(c),
    };
}
