using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace TokenSocket.Gateway.Discord;

/// <summary>
/// What is left of Discord's markdown for a reader of plain text: marks go, escapes become the sign, code stays as it is, a link
/// shows where it leads, times are spelled out. Headings, quotes and lists are left as they are.
/// </summary>
internal static partial class Markdown
{
    private static readonly string[] Marks = ["***", "**", "__", "~~", "||", "*", "_"];

    public static string Render(string text, DateTimeOffset now)
    {
        var shown = new StringBuilder(text.Length);
        for (int at = 0; at < text.Length;)
            at += Step(text, at, shown, now);
        return shown.ToString();
    }

    /// <returns>How much of the text it has used.</returns>
    private static int Step(string text, int at, StringBuilder shown, DateTimeOffset now)
    {
        char sign = text[at];
        if (sign == '\\' && at + 1 < text.Length && (char.IsAsciiDigit(text[at + 1]) || !char.IsAsciiLetterOrDigit(text[at + 1])) && char.IsAscii(text[at + 1]))
            return Show(shown, text[(at + 1)..(at + 2)], 2);
        if (sign == '`' && Code().Match(text, at) is { Success: true } code)
            return Show(shown, Plain(code), code.Length);
        if (sign == '<' && Time().Match(text, at) is { Success: true } time)
            return Show(shown, Spell(time, now), time.Length);
        if (sign == '[' && Link().Match(text, at) is { Success: true } link)
            return Show(shown, $"{Render(link.Groups["text"].Value, now)} ({link.Groups["url"].Value})", link.Length);

        foreach (string mark in Marks.Where(mark => string.CompareOrdinal(text, at, mark, 0, mark.Length) == 0))
        {
            int end = EndOf(text, at + mark.Length, mark);
            if (end > 0)
                return Show(shown, Render(text[(at + mark.Length)..end], now), end + mark.Length - at);
        }

        return Show(shown, sign.ToString(), 1);
    }

    private static int Show(StringBuilder shown, string text, int used)
    {
        shown.Append(text);
        return used;
    }

    /// <returns>Where the mark closes; -1 if it does not, or closes around nothing.</returns>
    private static int EndOf(string text, int from, string mark)
    {
        // As in Discord, a star before a space is a star, and one in the middle of a snake_case_name is part of it.
        if (from >= text.Length || (mark == "*" && char.IsWhiteSpace(text[from])) || (mark == "_" && IsInWord(text, from - 1)))
            return -1;

        for (int at = from; at < text.Length; at++)
        {
            if (text[at] == '\\')
                at++;
            else if (text[at] == '`' && Code().Match(text, at) is { Success: true } code)
                at += code.Length - 1;
            else if (at > from && string.CompareOrdinal(text, at, mark, 0, mark.Length) == 0 && !(mark == "_" && IsInWord(text, at)))
                return at;
        }

        return -1;
    }

    private static bool IsInWord(string text, int at) =>
        at > 0 && at + 1 < text.Length && char.IsLetterOrDigit(text[at - 1]) && char.IsLetterOrDigit(text[at + 1]);

    private static string Plain(Match code) => code.Groups["block"].Success ? code.Groups["block"].Value.Trim('\n') : code.Groups["line"].Value;

    private static string Spell(Match stamp, DateTimeOffset now)
    {
        // Beyond what a date can be, Discord shows the text as it was written.
        if (!long.TryParse(stamp.Groups["unix"].ValueSpan, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long unix)
            || unix < DateTimeOffset.MinValue.ToUnixTimeSeconds() || unix > DateTimeOffset.MaxValue.ToUnixTimeSeconds())
            return stamp.Value;

        char style = stamp.Groups["style"] is { Success: true } group ? group.Value[0] : 'f';
        return DiscordTime.Render(DateTimeOffset.FromUnixTimeSeconds(unix), style, now);
    }

    [GeneratedRegex(@"\G(```([a-zA-Z0-9+-]*\n)?(?<block>.+?)```|(?<ticks>`{1,2})(?<line>.+?)(?<!`)\k<ticks>(?!`))", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Code();

    [GeneratedRegex(@"\G<t:(?<unix>-?[0-9]+)(:(?<style>[tTdDfFR]))?>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Time();

    [GeneratedRegex(@"\G\[(?<text>[^\]\n]+)\]\((?<url>https?://[^\s)]+)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();
}
