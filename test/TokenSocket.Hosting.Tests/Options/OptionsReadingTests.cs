namespace TokenSocket.Hosting.Tests.Options;

public sealed class OptionsReadingTests
{
    private static readonly (string Key, string? Value)[] Everything =
    [
        ("Token", "t"), ("Headers:X-Key", "k"), ("SubProtocols:0", "a"), ("RedirectHosts:0", "a.example"), ("Proxy", "http://me:one@proxy"),
        ("ReceiveQueue:MaxMessages", "5"), ("Discord:WebhookUrl", "https://discord.com/api/webhooks/1/t"), ("Discord:AvatarUrl", "https://a.example/#one"),
        ("Discord:Colors:Error", "255"), ("Discord:Emojis:Error", "x"), ("StopHostWhenStopped", "true"), ("Dialect", "rfc6455"),
        ("TokenPlacement:In", "Header"), ("TokenPlacement:Name", "key"),
    ];

    [Test]
    public void Two_readings_of_the_same_are_equal_and_hash_alike()
    {
        var (one, other) = (Section.Of(Everything).Read(), Section.Of(Everything).Read());

        Assert.That((one.Faults.Count, one == other, one.GetHashCode() == other.GetHashCode()), Is.EqualTo((0, true, true)));
    }

    [TestCase("Token", "u")]
    [TestCase("Headers:X-Key", "l")]
    [TestCase("SubProtocols:0", "b")]
    [TestCase("RedirectHosts:0", "b.example")]
    [TestCase("Proxy", "http://me:two@proxy")]
    [TestCase("ReceiveQueue:MaxMessages", "6")]
    [TestCase("Discord:WebhookUrl", "https://discord.com/api/webhooks/1/u")]
    [TestCase("Discord:AvatarUrl", "https://a.example/#two")]
    [TestCase("Discord:Colors:Error", "254")]
    [TestCase("Discord:Emojis:Error", "y")]
    [TestCase("StopHostWhenStopped", "false")]
    [TestCase("TokenPlacement:Name", "other")]
    [TestCase("Zebra", "fault")]
    public void A_change_of_any_kind_makes_them_unequal(string key, string value)
    {
        Assert.That(Section.Of([.. Everything.Where(one => one.Key != key), (key, value)]).Read(), Is.Not.EqualTo(Section.Of(Everything).Read()));
    }

    [Test]
    public void Another_order_of_the_headers_is_no_change()
    {
        Assert.That(Section.Json(""" "Headers": { "A": "1", "B": "2" } """).Read(), Is.EqualTo(Section.Json(""" "Headers": { "B": "2", "A": "1" } """).Read()));
    }
}
