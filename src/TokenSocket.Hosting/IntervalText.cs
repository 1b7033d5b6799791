using System.Globalization;
using System.Text.RegularExpressions;
using TokenSocket.CloseCodes;

namespace TokenSocket.Hosting;

/// <summary>Reads an interval: whole milliseconds, or <c>[d.]hh:mm:ss[.fffffff]</c>.</summary>
internal static partial class IntervalText
{
    private const long MostMilliseconds = long.MaxValue / TimeSpan.TicksPerMillisecond;

    /// <summary>The interval; its range is for the check of the options.</summary>
    /// <remarks>The framework alone reads <c>12</c> as 12 days, <c>1.5</c> not at all and, in some forms, <c>24:00:00</c> as 24 days.</remarks>
    public static Parsed<TimeSpan> Parse(string text)
    {
        var trimmed = text.Trim();
        if (long.TryParse(trimmed, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var milliseconds)
            && milliseconds is >= -MostMilliseconds and <= MostMilliseconds)
        {
            return TimeSpan.FromTicks(milliseconds * TimeSpan.TicksPerMillisecond);
        }

        return Clock().IsMatch(trimmed) && TimeSpan.TryParseExact(trimmed, "c", CultureInfo.InvariantCulture, out var interval)
            ? interval
            : Parsed<TimeSpan>.Bad(
                $"must be whole milliseconds or hours:minutes:seconds; it is '{ServerText.Clean(text)}'. "
                + "Write 120000 (milliseconds) or '00:02:00'; a day is '1.00:00:00'.");
    }

    // Without it '00:02' would be two minutes to the framework and two seconds to many a reader.
    [GeneratedRegex(@"^-?([0-9]+\.)?[0-9]{1,2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,7})?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Clock();
}
