using TokenSocket.Gateway.Sessions.Pusher;

namespace TokenSocket.Gateway.Tests.Sessions.Pusher;

/// <summary>The key, the secret and the two signatures are those of Pusher's documentation of auth signatures.</summary>
internal sealed class ChannelSignatureTests
{
    private const string Private = "58df8b0c36d6982b82c3ecf6b4662e34fe8c25bba48f5369f135bf843651c3a4";

    [Test]
    public void Signs_a_private_channel_as_the_documentation_does() =>
        Assert.That(ChannelSignature.Of(Stage.Secret, "1234.1234", "private-foobar", channelData: null), Is.EqualTo(Private));

    [Test]
    public void Signs_the_data_of_a_presence_channel_too() => Assert.That(
        ChannelSignature.Of(Stage.Secret, "1234.1234", "presence-foobar", """{"user_id":10,"user_info":{"name":"Mr. Channels"}}"""),
        Is.EqualTo("31935e7d86dba64c2a90aed31fdc61869f9b22ba9d8863bba239c03ca481bc80"));

    [TestCase($"{Stage.Key}:{Private}", Stage.Key, true)]
    [TestCase($"another:{Private}", Stage.Key, false)]
    [TestCase($"another:{Private}", null, true)]
    [TestCase(Private, Stage.Key, false)]
    [TestCase(Private, null, false)]
    [TestCase($"{Stage.Key}:", Stage.Key, false)]
    [TestCase($"{Stage.Key}:{Private}0", Stage.Key, false)]
    [TestCase("", Stage.Key, false)]
    public void Accepts_the_key_and_the_signature_only(string auth, string? key, bool fits) =>
        Assert.That(ChannelSignature.Fits(auth, key, Private), Is.EqualTo(fits));
}
