using System.Globalization;

namespace TokenSocket.Reconnecting;

/// <summary>Reads the <c>Retry-After</c> header: seconds, or an HTTP date.</summary>
/// <remarks>RFC 9110, sections 10.2.3 and 5.6.7 (the two obsolete date forms are accepted as it asks).</remarks>
public static class RetryAfter
{
    /// <summary>No server may hold the client off for longer.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>The least wait that was asked for; nothing where none was, and no more than <see cref="Longest"/>.</summary>
    public static TimeSpan Floor(TimeSpan? asked) => asked is not { } wait ? TimeSpan.Zero : wait < Longest ? wait : Longest;

    private static readonly string[] HttpDates =
    [
        "ddd, dd MMM yyyy HH:mm:ss 'GMT'",
        "dddd, dd-MMM-yy HH:mm:ss 'GMT'",
        "ddd MMM d HH:mm:ss yyyy",
    ];

    /// <summary>The wait that the header asks for, from zero to <see cref="Longest"/>; null where it says nothing readable.</summary>
    /// <param name="header">The header's value.</param>
    /// <param name="now">The time of day to which a date is compared.</param>
    public static TimeSpan? Read(string? header, DateTimeOffset now)
    {
        var value = header?.Trim();
        if (string.IsNullOrEmpty(value))
        {
            return null;
        }

        if (value.All(char.IsAsciiDigit))
        {
            return double.Parse(value, NumberStyles.None, CultureInfo.InvariantCulture) is var seconds && seconds < Longest.TotalSeconds
                ? TimeSpan.FromSeconds(seconds)
                : Longest;
        }

        const DateTimeStyles universal = DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowWhiteSpaces;
        return DateTimeOffset.TryParseExact(value, HttpDates, CultureInfo.InvariantCulture, universal, out var date)
            ? Cut(date - now)
            : null;
    }

    private static TimeSpan Cut(TimeSpan wait) =>
        wait < TimeSpan.Zero ? TimeSpan.Zero : wait > Longest ? Longest : wait;
}
