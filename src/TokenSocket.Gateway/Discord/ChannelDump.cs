using System.Globalization;
using System.Text;

namespace TokenSocket.Gateway.Discord;

/// <summary>
/// The channel as text: a bar in the colour's place at the left of each embed, after it what a reader sees. Footers and names of
/// people are shown as they are; Discord renders no markdown there.
/// </summary>
internal static class ChannelDump
{
    private const string Bar = "▌";

    public static string Of(IEnumerable<ChannelMessage> messages, DateTimeOffset now)
    {
        var dump = new StringBuilder();
        foreach (ChannelMessage message in messages.Where(message => !message.IsDeleted))
        {
            if (dump.Length > 0)
                dump.Append('\n');
            Add(dump, message, now);
        }

        return dump.ToString();
    }

    private static void Add(StringBuilder dump, ChannelMessage message, DateTimeOffset now)
    {
        string name = message.Username + Remarks(message);
        bool isBare = message.Content.Length > 0 || message.Embeds.Count == 0;
        if (isBare)
        {
            dump.Append(name).Append('\n');
            AddLines(dump, "", Markdown.Render(message.Content, now));
        }

        foreach ((int index, Embed embed) in message.Embeds.Index())
        {
            string head = Bar + (embed.Color is { } colour ? $"#{colour:x6}" : "#grey");
            dump.Append(head).Append(index == 0 && !isBare ? " " + name : "").Append('\n');
            Add(dump, embed, now);
        }
    }

    private static string Remarks(ChannelMessage message)
    {
        var remarks = new StringBuilder();
        if (message.ThreadId is { } thread)
            remarks.Append(CultureInfo.InvariantCulture, $"  (in thread {thread})");
        if (message.Edits > 0)
            remarks.Append(CultureInfo.InvariantCulture, $"  (edited {message.Edits}×)");
        if (message.Pings.Count > 0)
            remarks.Append(CultureInfo.InvariantCulture, $"  (pings {string.Join(", ", message.Pings)})");
        return remarks.ToString();
    }

    private static void Add(StringBuilder dump, Embed embed, DateTimeOffset now)
    {
        AddLines(dump, Bar + " ", embed.Author);
        AddLines(dump, Bar + " ", Markdown.Render(embed.Title, now));
        AddLines(dump, Bar + " ", Markdown.Render(embed.Description, now));
        foreach (EmbedField part in embed.Fields)
            AddField(dump, Markdown.Render(part.Name, now), Markdown.Render(part.Value, now));

        string[] end = [embed.Footer, embed.Timestamp is { } time ? DiscordTime.Render(time, 'f', now) : ""];
        AddLines(dump, Bar + " ", string.Join(" • ", end.Where(part => part.Length > 0)));
    }

    private static void AddField(StringBuilder dump, string name, string value)
    {
        if (!value.Contains('\n', StringComparison.Ordinal))
        {
            AddLines(dump, Bar + " ", $"{name}: {value}");
            return;
        }

        AddLines(dump, Bar + " ", name + ":");
        AddLines(dump, Bar + "   ", value);
    }

    private static void AddLines(StringBuilder dump, string before, string text)
    {
        if (text.Length == 0)
            return;
        foreach (string line in text.ReplaceLineEndings("\n").Split('\n'))
            dump.Append((before + line).TrimEnd()).Append('\n');
    }
}
