using Microsoft.Extensions.DependencyInjection;
using Serilog.Events;
using TokenSocket.Contracts;
using TokenSocket.Gateway;
using TokenSocket.Gateway.Discord;
using TokenSocket.Tests.Faults;

namespace TokenSocket.Loopback.Tests.Hosting;

/// <summary>Whatever Discord answers, the connection is the same one and messages flow.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class ChannelTroubleTests
{
    private static readonly TimeSpan Backoff = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Asked = TimeSpan.FromSeconds(2);

    private static readonly TestCaseData[] ForAWhile =
    [
        new TestCaseData(Answers.TooManyRequests(Asked), 1, Asked).SetArgDisplayNames("429"),
        new TestCaseData(Answers.TooManyRequests(Asked, global: true), 1, Asked).SetArgDisplayNames("429 global"),
        new TestCaseData(Answers.EdgeTooManyRequests(Asked), 1, Asked).SetArgDisplayNames("429 of the edge"),
        new TestCaseData(Answers.TooManyRequests(TimeSpan.Zero), 2, Backoff).SetArgDisplayNames("429 again and again"),
        new TestCaseData(Answers.Error(500), 1, Backoff).SetArgDisplayNames("500"),
        new TestCaseData(Answers.Error(503, 130000), 1, Backoff).SetArgDisplayNames("503/130000"),
        new TestCaseData(Answers.Reset, 1, Backoff).SetArgDisplayNames("reset"),
        new TestCaseData(Answers.Hang, 1, Backoff + TimeSpan.FromSeconds(10)).SetArgDisplayNames("hang"),
    ];

    private static readonly TestCaseData[] WithTheWebhook =
    [
        new TestCaseData(Answers.InvalidToken).SetArgDisplayNames("401"),
        new TestCaseData(Answers.UnknownWebhook).SetArgDisplayNames("404/10015"),
    ];

    private static readonly TestCaseData[] WithTheMessage =
    [
        new TestCaseData(Answers.Error(400, 50035)).SetArgDisplayNames("400"),
        new TestCaseData(Answers.UnknownChannel).SetArgDisplayNames("404/10003"),
    ];

    private static readonly TestCaseData[] OfEdits =
    [
        new TestCaseData(Answers.UnknownMessage, new[] { "⏳ Reconnecting", "✅ Connected" }).SetArgDisplayNames("404/10008"),
        new TestCaseData(Answers.TooManyEdits(Asked), new[] { "⏳ Reconnecting", "✅ Connected" }).SetArgDisplayNames("429/30046"),
        new TestCaseData(Answers.TooManyRequests(Asked), new[] { "⏳ Reconnecting > ✅ Connected" }).SetArgDisplayNames("429"),
        new TestCaseData(Answers.Error(500), new[] { "⏳ Reconnecting > ✅ Connected" }).SetArgDisplayNames("500"),
        new TestCaseData(Answers.Reset, new[] { "⏳ Reconnecting > ✅ Connected" }).SetArgDisplayNames("reset"),
    ];

    [TestCaseSource(nameof(ForAWhile))]
    [Category("Fault")]
    public async Task Row25_A_failure_that_passes_delays_the_alert(Answer answer, int times, TimeSpan pause)
    {
        await using var rig = await HastyAsync();
        rig.Discord.AnswerNext(answer, times);
        var peer = await ConnectAsync(rig);

        await rig.ChannelAsync(channel => channel.Requests.Count >= times);
        await rig.ExchangeAsync(peer, "during");
        await rig.ChannelAsync(channel => channel.Requests.Count > times);
        await rig.ExchangeAsync(peer, "after");

        var requests = rig.Discord.Requests;
        Assert.That((requests.Count, requests[^1].Status, rig.Titles), Is.EqualTo((times + 1, 200, new[] { "✅ Connected" })));
        Assert.That((requests[^1].At - requests[^2].At) * HastyTime.Factor, Is.GreaterThan(pause * 0.95));
        AssertUntouched(rig, peer);
    }

    [TestCaseSource(nameof(WithTheWebhook))]
    [Category("Fault")]
    public async Task Row25_A_webhook_that_is_gone_is_left_alone_until_there_is_another(Answer answer)
    {
        await using var rig = await HastyAsync();
        rig.Discord.AnswerNext(answer);
        var peer = await ConnectAsync(rig);
        await Eventually.HoldsAsync(() => rig.Log.Lines(LogEventLevel.Error).Count > 0);
        await rig.ExchangeAsync(peer, "during");

        await peer.CloseAsync(1012);
        await rig.ConnectedAsync(times: 2);
        var next = rig.Peer;
        await Task.Delay(TimeSpan.FromSeconds(2) / HastyTime.Factor);
        var requests = rig.Discord.Requests.Count;
        rig.File.Save(("Discord:WebhookUrl", $"{rig.Discord.RenewWebhook()}"));
        await rig.ChannelAsync(channel => channel.Messages.Count == 1);
        await rig.ExchangeAsync(next, "after");

        Assert.That((requests, rig.Titles), Is.EqualTo((1, new[] { "✅ Connected" })));
        Assert.That(rig.Log.Lines(LogEventLevel.Error).Single(), Does.Contain("alerts are off until another address is set"));
        AssertUntouched(rig, next, handshakes: 2);
    }

    [TestCaseSource(nameof(WithTheMessage))]
    [Category("Fault")]
    public async Task Row25_A_message_that_is_refused_is_dropped_and_the_next_goes_out(Answer answer)
    {
        await using var rig = await HastyAsync();
        rig.Discord.AnswerNext(answer);
        var peer = await ConnectAsync(rig);
        await Eventually.HoldsAsync(() => rig.Log.Lines(LogEventLevel.Warning).Count > 0);
        await rig.ExchangeAsync(peer, "during");
        AssertUntouched(rig, peer);

        rig.Server.Tokens.Delete(rig.Token);
        await rig.ChannelAsync(channel => channel.Requests.Count == 2);

        Assert.That(rig.Titles, Is.EqualTo(new[] { "❌ Deleted Token" }));
        Assert.That(rig.Log.Lines(LogEventLevel.Warning).Single(), Does.Contain("it is dropped"));
    }

    [TestCaseSource(nameof(OfEdits))]
    [Category("Fault")]
    public async Task Row25_An_edit_that_fails_is_made_again_or_posted_anew(Answer answer, string[] titles)
    {
        await using var rig = await HastyAsync();
        rig.Discord.AnswerNext(answer with { OnlyTo = HttpMethod.Patch });

        var peer = await LoseAndReturnAsync(rig);
        await rig.ChannelAsync(channel => channel.Requests.Count == 4);
        await rig.ExchangeAsync(peer, "after");

        Assert.That(rig.Titles, Is.EqualTo(new[] { "✅ Connected" }.Concat(titles)));
        AssertUntouched(rig, peer, handshakes: 2);
    }

    [Test]
    public async Task A_message_that_someone_deleted_is_posted_anew()
    {
        await using var rig = await HastyAsync();
        rig.Discord.OnChanged = message => Delete(rig.Discord, message);

        var peer = await LoseAndReturnAsync(rig);
        await rig.ChannelAsync(channel => channel.Requests.Count == 4);

        Assert.That(
            (rig.Discord.Requests.Select(request => request.Code), rig.Titles),
            Is.EqualTo((new int?[] { null, null, 10008, null }, new[] { "✅ Connected", "⏳ Reconnecting", "✅ Connected" })));
        AssertUntouched(rig, peer, handshakes: 2);
    }

    private static void Delete(StandInDiscord discord, ChannelMessage message)
    {
        if (!message.IsDeleted && message.Embeds[0].Title.EndsWith("Reconnecting", StringComparison.Ordinal))
        {
            discord.Channel.Delete(message.Id);
        }
    }

    private static async Task<HostRig> HastyAsync()
    {
        var rig = await HostRig.MadeAsync();
        rig.Services.AddSingleton<TimeProvider>(new HastyTime());
        return rig;
    }

    private static async Task<GatewayConnection> ConnectAsync(HostRig rig)
    {
        await rig.StartAsync();
        await rig.ConnectedAsync(times: 1);
        return rig.Peer;
    }

    /// <returns>The second connection.</returns>
    private static async Task<GatewayConnection> LoseAndReturnAsync(HostRig rig)
    {
        var peer = await ConnectAsync(rig);
        await rig.ChannelAsync(channel => channel.Messages.Count == 1);
        await peer.CloseAsync(1012);
        await rig.ConnectedAsync(times: 2);
        return rig.Peer;
    }

    private static void AssertUntouched(HostRig rig, GatewayConnection peer, int handshakes = 1)
    {
        Row.Measured(25, $"{rig.Server.Gateway.HandshakesSeen - handshakes} reconnects for the channel's sake, {rig.Discord.Requests.Count} requests to it");
        Assert.That((peer.IsOpen, rig.Server.Gateway.HandshakesSeen), Is.EqualTo((true, handshakes)));
    }
}
