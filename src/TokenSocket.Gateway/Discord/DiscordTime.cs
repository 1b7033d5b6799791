using System.Globalization;

namespace TokenSocket.Gateway.Discord;

/// <summary>
/// Times as Discord shows them. (discord.com/developers/docs/reference#message-formatting-timestamp-styles) In UTC, which a reader
/// in London has in winter; relative ones in the largest unit that is full, rounded down.
/// </summary>
internal static class DiscordTime
{
    private static readonly (string Name, long Seconds)[] Units =
        [("year", 365 * 86400), ("month", 30 * 86400), ("day", 86400), ("hour", 3600), ("minute", 60), ("second", 1)];

    /// <param name="time">What is shown.</param>
    /// <param name="style">One of t, T, d, D, f, F and R; f for any other.</param>
    /// <param name="now">What a relative time is relative to.</param>
    public static string Render(DateTimeOffset time, char style, DateTimeOffset now) =>
        style == 'R' ? Relative(time, now) : time.UtcDateTime.ToString(Format(style), CultureInfo.InvariantCulture);

    private static string Relative(DateTimeOffset time, DateTimeOffset now)
    {
        // A second that has begun is still to come; one that is not over has not gone.
        double seconds = (time - now).TotalSeconds;
        long away = (long)(seconds > 0 ? Math.Ceiling(seconds) : Math.Floor(-seconds));
        foreach ((string name, long length) in Units)
        {
            if (away >= length)
                return Sentence(away / length, name, isAhead: seconds > 0);
        }

        return "now";
    }

    private static string Sentence(long count, string unit, bool isAhead)
    {
        string span = string.Create(CultureInfo.InvariantCulture, $"{count} {unit}{(count == 1 ? "" : "s")}");
        return isAhead ? $"in {span}" : $"{span} ago";
    }

    private static string Format(char style) => style switch
    {
        't' => "HH:mm",
        'T' => "HH:mm:ss",
        'd' => "dd/MM/yyyy",
        'D' => "d MMMM yyyy",
        'F' => "dddd, d MMMM yyyy HH:mm",
        _ => "d MMMM yyyy HH:mm",
    };
}
