using System.Globalization;

namespace TokenSocket.Gateway.Discord;

/// <summary>Discord's ids: milliseconds since 2015 in the upper 42 bits. (discord.com/developers/docs/reference#snowflakes)</summary>
internal static class Snowflake
{
    private static readonly DateTimeOffset Epoch = new(2015, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static long _count;

    /// <returns>An id of that moment; unlike the others of this process unless 4 million are made in one millisecond.</returns>
    public static ulong At(DateTimeOffset time) =>
        ((ulong)(time - Epoch).TotalMilliseconds << 22) | ((ulong)Interlocked.Increment(ref _count) & 0x3FFFFF);

    /// <summary>Digits only, as in JSON and in addresses.</summary>
    public static bool TryParse(string? text, out ulong id) =>
        ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out id);

    public static string Text(ulong id) => id.ToString(CultureInfo.InvariantCulture);
}
