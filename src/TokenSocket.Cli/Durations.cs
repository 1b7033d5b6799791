using System.Globalization;
using System.Text.RegularExpressions;
using TokenSocket.CloseCodes;

namespace TokenSocket.Cli;

/// <summary>Lengths of time as people write them: milliseconds, or units in falling order, such as <c>1m30s</c>.</summary>
internal static partial class Durations
{
    /// <summary>How to write one, as the rest of a sentence.</summary>
    public const string Form = "milliseconds, such as 120000, or written like 1m30s with the units d, h, m, s and ms";

    /// <summary>Reads one; null where it is none.</summary>
    public static TimeSpan? Read(string text)
    {
        var match = Pattern().Match(text);
        if (!match.Success)
        {
            return null;
        }

        var milliseconds = Number(match, "bare")
            + Number(match, "ms")
            + (1_000 * Number(match, "s"))
            + (60_000 * Number(match, "m"))
            + (3_600_000 * Number(match, "h"))
            + (86_400_000 * Number(match, "d"));
        return TimeSpan.FromMilliseconds(milliseconds);
    }

    /// <summary>Reads that of an option, or tells why it is none.</summary>
    public static (TimeSpan Interval, string? Fault) Read(string option, string text, TimeSpan longest) => Read(text) switch
    {
        null => (default, $"{option} must be {Form}; it is '{ServerText.Clean(text, 64)}'."),
        { } interval when interval < TimeSpan.FromMilliseconds(1) || interval > longest => (default, $"{option} must be from 1ms to {Show(longest)}; it is '{text}'."),
        { } interval => (interval, null),
    };

    /// <summary>The same form, such as <c>1m30s</c>, to the millisecond.</summary>
    public static string Show(TimeSpan time)
    {
        (long Count, string Unit)[] parts = [(time.Days, "d"), (time.Hours, "h"), (time.Minutes, "m"), (time.Seconds, "s"), (time.Milliseconds, "ms")];
        var shown = string.Concat(parts.Where(part => part.Count > 0).Select(part => string.Create(CultureInfo.InvariantCulture, $"{part.Count}{part.Unit}")));
        return shown.Length > 0 ? shown : "0ms";
    }

    /// <summary>In seconds, such as <c>31 s</c>: how schedules are told.</summary>
    public static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.###} s");

    private static long Number(Match match, string group) =>
        match.Groups[group] is { Success: true, ValueSpan: var digits } ? long.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture) : 0;

    // So few digits that no sum of them leaves the range of TimeSpan.
    [GeneratedRegex(
        @"\A(?:(?<bare>[0-9]{1,12})|(?=.)(?:(?<d>[0-9]{1,6})d)?(?:(?<h>[0-9]{1,8})h)?(?:(?<m>[0-9]{1,9})m)?(?:(?<s>[0-9]{1,9})s)?(?:(?<ms>[0-9]{1,9})ms)?)\z",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Pattern();
}
