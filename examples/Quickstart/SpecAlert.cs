using System.Globalization;
using System.Text.RegularExpressions;
using TokenSocket.Gateway.Discord;
using TokenSocket.Notices;

namespace Quickstart;

/// <summary>
/// What a message in the channel must say, written out again, in Discord's markdown: what is posted is held against it.
/// A time or a length of which only the kind is known stands here as <c>…</c>.
/// </summary>
internal sealed partial record SpecAlert(string Color, string Title, string Text, string Fields = "")
{
    private const string Green = "#6ab183";
    private const string Red = "#d85a4b";
    private const string Grey = "#777f8d";

    public static readonly SpecAlert Connected = new(Green, "✅ Connected", "The connection is up since <t:…:f>.");

    public static SpecAlert Reconnecting(SpecRow end, RetryScheduled retry) => new(
        Grey,
        "⏳ Reconnecting",
        $"{end.Message}\nCause: closed, code {end.Code} {end.Name}\nAttempt {retry.Attempt}, next try: <t:{RoundedUp(retry.At)}:R>",
        $"Reason: “{end.Message}”");

    public static SpecAlert Reconnected(int attempts) =>
        Connected with { Text = $"{Connected.Text}\nThe outage lasted … s; it took {attempts} attempt{(attempts == 1 ? "" : "s")}." };

    public static SpecAlert StoppedForGood(SpecRow end) =>
        new(Red, $"❌ {end.Name}", $"{end.Message}\n**What to do:** {end.ToDo}\nCode: {end.Code}");

    /// <summary>What this message says now.</summary>
    public static SpecAlert Of(ChannelMessage message)
    {
        if (message.Embeds is not [var embed] || message.Content.Length > 0)
        {
            throw new Surprise($"channel: expected one embed and no other text, got\n{message.Dump(message.CreatedAt)}");
        }

        return new(
            string.Create(CultureInfo.InvariantCulture, $"#{embed.Color:x6}"),
            embed.Title,
            Known().Replace(embed.Description, "…"),
            string.Join('\n', embed.Fields.Select(field => $"{field.Name}: {field.Value}")));
    }

    /// <summary>For whoever compares two of them by eye.</summary>
    public override string ToString() => string.Join('\n', new[] { $"{Color} {Title}", Text, Fields }.Where(part => part.Length > 0));

    private static long RoundedUp(DateTimeOffset time) => (long)Math.Ceiling((time - DateTimeOffset.UnixEpoch).TotalSeconds);

    // No length below a second: the wait was longer.
    [GeneratedRegex("(?<=<t:)[0-9]{10}(?=:f>)|(?<=lasted )[1-9][0-9]?(?= s;)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Known();
}
