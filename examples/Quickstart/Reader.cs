using System.Text.Json;
using System.Threading.Channels;
using TokenSocket.Gateway.Discord;

namespace Quickstart;

/// <summary>Someone who reads the channel as it grows: each message and each edit is held against the specification, and shown.</summary>
internal sealed class Reader
{
    // Discord is told of a connection that has been up for a second.
    private static readonly TimeSpan Watched = TimeSpan.FromSeconds(1.5);

    // An edit may have to wait for the one before, for five seconds at most.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly Channel<ChannelMessage> _news = Channel.CreateUnbounded<ChannelMessage>();
    private readonly StandInDiscord _discord;
    private readonly string _name;
    private readonly Uri _gateway;
    private ChannelMessage? _last;

    /// <param name="discord">Whose channel.</param>
    /// <param name="name">Under which name the messages appear.</param>
    /// <param name="gateway">The server that they are about.</param>
    public Reader(StandInDiscord discord, string name, Uri gateway)
    {
        (_discord, _name, _gateway) = (discord, name, gateway);
        discord.OnChanged = message => _news.Writer.TryWrite(message);
    }

    /// <summary>There is a new message.</summary>
    public async Task SeesAsync(SpecAlert alert)
    {
        var message = await NextAsync(alert);
        Surprise.UnlessEqual($"channel: edits of the message '{alert.Title}'", 0, message.Edits);
        Show(message, alert, "a new message");
    }

    /// <summary>The last message says something else now.</summary>
    public async Task SeesEditAsync(SpecAlert alert)
    {
        var (before, message) = (_last!, await NextAsync(alert));
        Surprise.UnlessEqual($"channel: the message that says '{alert.Title}'", before.Id, message.Id);
        Surprise.UnlessEqual($"channel: edits of the message '{alert.Title}'", before.Edits + 1, message.Edits);
        Show(message, alert, "the same message, edited");
    }

    /// <summary>Nobody has said anything, and nobody does for a while.</summary>
    public async Task SeesNothingAsync()
    {
        await Task.Delay(Watched);
        Surprise.UnlessEqual("channel: requests", 0, _discord.Requests.Count);
        Screen.Line("reader", Screen.Good, "sees", "nothing", $" (in {Screen.Seconds(Watched)})");
    }

    /// <summary>There was nothing else, nobody could be pinged, and none of this can be read anywhere in the channel.</summary>
    public void HasSeenAll(params string[] secrets)
    {
        Surprise.UnlessEqual("channel: changes left unread", 0, _news.Reader.Count);
        Surprise.UnlessEqual("channel: requests that were refused", 0, _discord.Requests.Count(request => request.Status != 200));

        var all = JsonSerializer.Serialize(_discord.Messages);
        Surprise.UnlessEqual("channel: secrets that can be read in it", 0, secrets.Count(secret => all.Contains(secret, StringComparison.Ordinal)));

        var (messages, edits) = (_discord.Messages.Count, _discord.Messages.Sum(message => message.Edits));
        Screen.Line("reader", Screen.Good, "has seen", $"{messages} messages and {edits} edit", " (nobody was pinged, no secret was in them)");
    }

    private async Task<ChannelMessage> NextAsync(SpecAlert alert)
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            return _last = await _news.Reader.ReadAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            throw new Surprise($"channel: expected '{alert.Title}', but nothing came for {Screen.Seconds(Patience)}");
        }
    }

    private void Show(ChannelMessage message, SpecAlert alert, string what)
    {
        Surprise.UnlessEqual("channel: the message", alert, SpecAlert.Of(message));
        Surprise.UnlessEqual("channel: who says it", _name, message.Username);
        Surprise.UnlessEqual("channel: the footer", _gateway.ToString(), message.Embeds[0].Footer);
        Surprise.UnlessEqual("channel: whether it may ping someone", false, message.MayPing);
        Screen.Line("reader", Screen.Good, "sees", what);
        Screen.Post(alert.Color, message.Dump(message.EditedAt ?? message.CreatedAt));
    }
}
