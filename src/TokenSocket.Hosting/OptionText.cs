using System.Globalization;
using System.Numerics;
using TokenSocket.CloseCodes;
using TokenSocket.Dialects;

namespace TokenSocket.Hosting;

/// <summary>Reads single values from the text of a configuration, in no culture.</summary>
internal static class OptionText
{
    private const string WebhookExample = "'https://discord.com/api/webhooks/{id}/{token}'";

    public static Parsed<string> Plain(string text) => text;

    public static Parsed<bool> Switch(string text) => bool.TryParse(text, out var value)
        ? value
        : Parsed<bool>.Bad($"must be true or false; it is '{ServerText.Clean(text)}'.");

    /// <summary>A whole number; its range is for the check of the options.</summary>
    public static Parsed<T> Whole<T>(string text)
        where T : struct, IBinaryInteger<T>, IMinMaxValue<T> => T.TryParse(text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
        ? value
        : Parsed<T>.Bad($"must be a whole number of at most {T.MaxValue.ToString(null, CultureInfo.InvariantCulture)}; it is '{ServerText.Clean(text)}'. Write it in digits, such as 1024.");

    public static Parsed<double> Fraction(string text) =>
        double.TryParse(text.Trim(), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var value)
        ? value
        : Parsed<double>.Bad($"must be a number; it is '{ServerText.Clean(text)}'. Write it with a point, such as 0.5.");

    /// <summary>The id of a thread or a channel: 64 bits, too many for JavaScript's numbers but not for these.</summary>
    public static Parsed<ulong> Snowflake(string text) => ulong.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var value)
        ? value
        : Parsed<ulong>.Bad($"must be the id of a thread, digits alone; it is '{ServerText.Clean(text)}'.");

    /// <summary>An address of any kind; whether it will do is for the check of the options.</summary>
    public static Parsed<Uri> Address(string text) => Uri.TryCreate(text.Trim(), UriKind.RelativeOrAbsolute, out var address) && address.OriginalString.Length > 0
        ? address
        : Parsed<Uri>.Bad($"must be a whole address, such as 'wss://gateway.example/v2'; it is '{Shown(text)}'.");

    /// <summary>An address that is itself a secret.</summary>
    public static Parsed<Uri> Webhook(string text) => Address(text) is { Fault: null } address
        ? address
        : Parsed<Uri>.Bad($"must be the webhook's whole address, such as {WebhookExample}; it is '***'.");

    public static Parsed<CloseDialect> Dialect(string text) => KnownDialects.Find(text.Trim()) is { } dialect
        ? dialect
        : Parsed<CloseDialect>.Bad(NotOneOf(text, [.. KnownDialects.All.Select(static known => known.Name)]));

    /// <summary>A name of the enumeration, without regard to case. Its numbers are no names.</summary>
    public static Parsed<T> Name<T>(string text)
        where T : struct, Enum
    {
        var names = Enum.GetNames<T>();
        var at = Array.FindIndex(names, name => name.Equals(text.Trim(), StringComparison.OrdinalIgnoreCase));
        return at >= 0 ? Enum.Parse<T>(names[at]) : Parsed<T>.Bad(NotOneOf(text, names));
    }

    private static string NotOneOf(string text, string[] names) =>
        $"must be one of {string.Join(", ", names)}; it is '{ServerText.Clean(text)}'."
        + (Nearness.NearestOf(text.Trim(), names) is { } nearest ? $" Did you mean '{nearest}'?" : "");

    // What stands before an @ may be a password, and what follows ? or # a key.
    private static string? Shown(string text) =>
        text.Contains('@', StringComparison.Ordinal) ? "***" : ServerText.Clean(text.Split('?', '#')[0]);
}
