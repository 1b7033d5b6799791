using TokenSocket.Contracts.Alerts;
using TokenSocket.DiscordAlerts;
using TokenSocket.DiscordNet;

namespace TokenSocket.Adapters.Tests.Discord;

/// <summary>What the package would make of a call, and what comes of it instead.</summary>
internal sealed class DiscordNetAlertSenderTests
{
    private static readonly WebhookEmbed Embed = WebhookBench.Payload.Embeds[0];

    private static readonly TestCaseData[] Unfit =
    [
        Case("a title of 257", Embed with { Title = new('t', DiscordLimits.Title + 1) }),
        Case("a description of 4097", Embed with { Description = new('d', DiscordLimits.Description + 1) }),
        Case("26 fields", Embed with { Fields = [.. Enumerable.Repeat(Embed.Fields[0], DiscordLimits.Fields + 1)] }),
        Case("a field without a name", Embed with { Fields = [new(" \n", "v")] }),
        Case("a field that shows nothing", Embed with { Fields = [new("n", "")] }),
        Case("no colour", Embed with { Color = 0x1000000 }),
        Case("less than no colour", Embed with { Color = -1 }),
        Case("6001 in all", Embed with { Title = "t", Description = new('d', 4096), Fields = [new("n", new('v', 1024))], Footer = new('f', 879) }),
        new TestCaseData(WebhookBench.Payload with { AvatarUrl = new Uri("a.png", UriKind.Relative) }, true).SetArgDisplayNames("a picture without a host"),
        new TestCaseData(WebhookBench.Payload with { Embeds = [] }, true).SetArgDisplayNames("nothing"),
    ];

    [TestCaseSource(nameof(Unfit))]
    public async Task A_message_that_Discord_would_refuse_is_rejected_unsent(WebhookPayload payload, bool isPostOnly)
    {
        using var bench = new WebhookBench(SenderOverPackage.Make);

        AlertOutcome[] outcomes = [await bench.PostAsync(payload: payload), .. isPostOnly ? Array.Empty<AlertOutcome>() : [await bench.EditAsync(payload: payload)]];

        Assert.That(outcomes, Is.All.TypeOf<AlertOutcome.Rejected>().With.Property(nameof(AlertOutcome.Rejected.Why)).EndsWith("Exception"));
        Assert.That(bench.Discord.Requests, Is.Empty);
    }

    [TestCase("https://discord.example/hook")]
    [TestCase("https://discord.example/api/webhooks/0/a-token")]
    [TestCase("https://discord.example/api/webhooks/18446744073709551616/a-token")]
    [TestCase("/api/webhooks/1/a-token")]
    public async Task An_address_of_no_webhook_is_gone(string url)
    {
        using var bench = new WebhookBench(SenderOverPackage.Make);

        var outcome = await bench.Sender.PostAsync(new(new Uri(url, UriKind.RelativeOrAbsolute), null), WebhookBench.Payload, CancellationToken.None);

        Assert.That((outcome, bench.Discord.Requests.Count), Is.EqualTo((new AlertOutcome.WebhookGone("not the address of a webhook"), 0)));
    }

    [Test]
    public async Task A_call_is_one_request_and_the_webhook_is_not_looked_up()
    {
        using var bench = new WebhookBench(SenderOverPackage.Make);

        await bench.PostAsync();
        await bench.EditAsync();

        Assert.That(bench.Discord.Requests.Select(request => request.Method), Is.EqualTo(["POST", "PATCH"]));
    }

    [Test]
    public void A_destination_shows_nothing_of_its_secret() =>
        Assert.That($"{Destination.Of(new(WebhookBench.Url, 7))}", Is.EqualTo("Destination"));

    private static TestCaseData Case(string name, WebhookEmbed embed) =>
        new TestCaseData(WebhookBench.Payload with { Embeds = [embed] }, false).SetArgDisplayNames(name);
}
