namespace TokenSocket.Hosting.Tests.Options;

/// <summary>What must not be told, and how the rest is told.</summary>
public sealed class OptionSecretsTests
{
    private const string Secret = "hidden";

    [TestCase("Token", "hidden\n")]
    [TestCase("Token:0", "hidden")]
    [TestCase("Token:hidden", "x")]
    [TestCase("Headers:X-Key", "hidden\n")]
    [TestCase("Headers:token", "hidden")]
    [TestCase("Headers", "hidden")]
    [TestCase("Proxy", "ftp://me:hidden@proxy")]
    [TestCase("Proxy", "me:hidden@proxy:8080")]
    [TestCase("Proxy", "http://me:hidden@proxy:99999")]
    [TestCase("Proxy", "http://me:hid?den@hidden:99999")]
    [TestCase("Discord:WebhookUrl", "hidden")]
    [TestCase("Discord:WebhookUrl", "http://discord.com/api/webhooks/1/hidden")]
    [TestCase("Discord:WebhookUrl", "https://discord.com:99999/hidden")]
    [TestCase("Discord:WebhookUrl:0", "https://discord.com/api/webhooks/1/hidden")]
    [TestCase("Discord", "https://discord.com/api/webhooks/1/hidden")]
    [TestCase("Webhook", "https://discord.com/api/webhooks/1/hidden")]
    [TestCase("GatewayUrl", "https://me:hidden@gateway.example")]
    [TestCase("GatewayUrl", "https://gateway.example?token=hidden")]
    [TestCase("GatewayUrl", "wss://gateway.example:99999?token=hidden")]
    [TestCase("GatewayUrl", "wss://me:hidden@gateway.example:99999")]
    [TestCase("GatewayUrl", "gateway.example#hidden")]
    public void A_secret_is_in_no_fault(string key, string value)
    {
        var reading = Section.With(key, value).Read();

        Assert.That(reading.Faults, Has.Count.EqualTo(1).And.None.Contain(Secret));
    }

    [Test]
    public void A_good_reading_is_printed_without_secrets()
    {
        var reading = Section.Of(("Token", Secret), ("Headers:X-Key", Secret), ("Proxy", "http://me:hidden@p"), ("Discord:WebhookUrl", "https://discord.com/api/webhooks/1/hidden")).Read();

        Assert.That((reading.Faults.Count, reading.ToString().Contains(Secret, StringComparison.Ordinal)), Is.EqualTo((0, false)));
    }

    [Test]
    public void A_value_is_cut_and_cleaned()
    {
        Assert.That(
            Section.With("VerboseLogging", "\u001b[31m\n\u202e" + new string('x', 1000)).Faults(),
            Is.EqualTo(new[] { $"VerboseLogging must be true or false; it is '[31m{new string('x', 252)}'." }));
    }

    [Test]
    public void What_a_check_lets_through_is_cut_and_cleaned_too()
    {
        var fault = Section.Of(("Token", "t"), ("TokenFile", "\u001b" + new string('x', 5000))).Faults().Single();

        Assert.That((fault.Length, fault[..16]), Is.EqualTo((1024 - "TokenSocket:".Length, "TokenFile is 'xx")));
    }
}
