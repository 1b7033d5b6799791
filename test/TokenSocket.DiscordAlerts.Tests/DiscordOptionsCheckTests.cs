namespace TokenSocket.DiscordAlerts.Tests;

public sealed class DiscordOptionsCheckTests
{
    [TestCase("https://discord.com/api/webhooks/123/abc-DEF_1")]
    [TestCase("https://discordapp.com/api/webhooks/123/abc")]
    [TestCase("https://ptb.discord.com/api/v10/webhooks/123/abc")]
    [TestCase("https://canary.discord.com/api/v9/webhooks/123/abc?thread_id=5")]
    [TestCase("https://other.example:8443/api/webhooks/1/a")]
    [TestCase("http://localhost:8080/api/webhooks/1/a")]
    [TestCase("http://127.0.0.1/api/webhooks/1/a")]
    [TestCase("http://[::1]/api/webhooks/1/a")]
    public void Takes_a_webhook(string url) =>
        Assert.That(Check(new() { WebhookUrl = new Uri(url) }), Is.Empty);

    [TestCase("http://discord.com/api/webhooks/123/tok", "must start with https://, for over http anyone on the way can read the webhook's token; it is 'http://discord.com/api/webhooks/123/***'. Did you mean 'https://discord.com/api/webhooks/123/***'?")]
    [TestCase("http://localhost.evil.example/api/webhooks/123/tok", "must start with https://, for over http anyone on the way can read the webhook's token; it is 'http://localhost.evil.example/api/webhooks/123/***'. Did you mean 'https://localhost.evil.example/api/webhooks/123/***'?")]
    [TestCase("ftp://discord.com/api/webhooks/123/tok", "must start with https:// and name a host; it is '***'.")]
    [TestCase("mailto:tok@discord.com", "must start with https:// and name a host; it is '***'.")]
    [TestCase("/api/webhooks/123/tok", "must start with https:// and name a host; it is '***'.")]
    [TestCase("https://discord.com/webhooks/123/tok", "must have the path /api/webhooks/{id}/{token}, as Discord's 'Copy Webhook URL' gives it; it is 'https://discord.com/***'.")]
    [TestCase("https://discord.com/api/webhooks/123", "must have the path /api/webhooks/{id}/{token}, as Discord's 'Copy Webhook URL' gives it; it is 'https://discord.com/***'.")]
    [TestCase("https://discord.com/api/webhooks/123/", "must have the path /api/webhooks/{id}/{token}, as Discord's 'Copy Webhook URL' gives it; it is 'https://discord.com/api/webhooks/123/***'.")]
    [TestCase("https://discord.com/api/webhooks/123/tok/github", "must have the path /api/webhooks/{id}/{token}, as Discord's 'Copy Webhook URL' gives it; it is 'https://discord.com/api/webhooks/123/***'.")]
    [TestCase("https://discord.com/api/webhooks/x/tok", "must have the path /api/webhooks/{id}/{token}, as Discord's 'Copy Webhook URL' gives it; it is 'https://discord.com/***'.")]
    [TestCase("https://me:tok@discord.com/api/webhooks/1/tok", "must not carry a user name, a password or a fragment (#…); it is 'https://discord.com/api/webhooks/1/***' with one of them.")]
    [TestCase("https://discord.com/api/webhooks/1/tok#tok", "must not carry a user name, a password or a fragment (#…); it is 'https://discord.com/api/webhooks/1/***' with one of them.")]
    [TestCase("https://a\u2028b.example/x", "must have the path /api/webhooks/{id}/{token}, as Discord's 'Copy Webhook URL' gives it; it is 'https://ab.example/***'.")]
    public void Refuses_another_address_and_hides_its_token(string url, string sentence) =>
        Assert.That(Check(new() { WebhookUrl = new Uri(url, UriKind.RelativeOrAbsolute) }), Is.EqualTo([("Discord:WebhookUrl", sentence)]));

    [TestCase("", "must have 1 to 80 characters; it is ''.")]
    [TestCase("   ", "must have 1 to 80 characters; it is '   '.")]
    [TestCase("My DISCORD bot", "must not contain 'discord', which Discord refuses; it is 'My DISCORD bot'.")]
    [TestCase("clyde2", "must not contain 'clyde', which Discord refuses; it is 'clyde2'.")]
    public void Refuses_a_name_that_discord_refuses(string name, string sentence) =>
        Assert.That(Check(new() { Username = name }), Is.EqualTo([("Discord:Username", sentence)]));

    [TestCase(80, 0)]
    [TestCase(81, 1)]
    public void Takes_names_of_80_characters_and_no_more(int length, int faults) =>
        Assert.That(Check(new() { Username = new string('x', length) }), Has.Count.EqualTo(faults));

    [TestCase("https://a.example/x.png", 0)]
    [TestCase("http://a.example/x.png", 0)]
    [TestCase("data:image/png;base64,AAAA", 1)]
    [TestCase("x.png", 1)]
    public void Takes_a_picture_from_the_web_only(string url, int faults) =>
        Assert.That(Check(new() { AvatarUrl = new Uri(url, UriKind.RelativeOrAbsolute) }).Count(fault => fault.Key == "Discord:AvatarUrl"), Is.EqualTo(faults));

    [TestCase(0, 0)]
    [TestCase(0xFFFFFF, 0)]
    [TestCase(-1, 3)]
    [TestCase(0x1000000, 3)]
    public void Takes_colours_of_24_bits(int color, int faults) =>
        Assert.That(Check(new() { Colors = new() { Success = color, Error = color, None = color } }), Has.Count.EqualTo(faults));

    [TestCase("", 0)]
    [TestCase("<:name:1234567890123456789>", 0)]
    [TestCase(null, 3)]
    [TestCase("12345678901234567890123456789012345678901234567890123456789012345", 3)]
    public void Takes_short_emojis(string? emoji, int faults) =>
        Assert.That(Check(new() { Emojis = new() { Success = emoji!, Error = emoji!, None = emoji! } }), Has.Count.EqualTo(faults));

    [Test]
    public void Reports_every_fault_at_once_by_its_key() =>
        Assert.That(
            Check(new() { WebhookUrl = new Uri("ftp://x"), Username = "", AvatarUrl = new Uri("ftp://x"), ThreadId = 0, Colors = null!, Emojis = null! }).Select(fault => fault.Key),
            Is.EqualTo(["Discord:WebhookUrl", "Discord:Username", "Discord:AvatarUrl", "Discord:ThreadId", "Discord:Colors", "Discord:Emojis"]));

    [Test]
    public void Takes_the_defaults() =>
        Assert.That(Check(new()), Is.Empty);

    private static IReadOnlyList<(string Key, string Sentence)> Check(DiscordAlertOptions options) => DiscordOptionsCheck.FaultsOf(options);
}
