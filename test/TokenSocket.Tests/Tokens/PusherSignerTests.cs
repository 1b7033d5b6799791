using System.Text.Json;
using TokenSocket.Credentials;

namespace TokenSocket.Tests.Tokens;

/// <summary>Signatures of Pusher's own documentation, "Auth signatures", and of the same key and secret over members whose id is a text.</summary>
public sealed class PusherSignerTests
{
    private const string Key = "278d425bdf160c739803";
    private const string Secret = "7ad3773142a6692b25b8";
    private const string Socket = "1234.1234";

    [Test]
    public async Task Signs_a_private_channel()
    {
        var proof = await new PusherSigner(Key, Secret).AuthorizeAsync(new ChannelRequest("private-foobar", Socket), CancellationToken.None);

        Assert.That(
            (proof.Signature, proof.ChannelData),
            Is.EqualTo(($"{Key}:58df8b0c36d6982b82c3ecf6b4662e34fe8c25bba48f5369f135bf843651c3a4", (string?)null)));
    }

    [TestCase("1.2:private-other")]
    [TestCase("GET\n/apps")]
    [TestCase("1.")]
    [TestCase("1.2.3")]
    [TestCase("")]
    public void Signs_nothing_else_that_a_server_calls_a_socket(string socketId) =>
        Assert.That(
            async () => await new PusherSigner(Key, Secret).AuthorizeAsync(new ChannelRequest("private-foobar", socketId), CancellationToken.None),
            Throws.InvalidOperationException);

    [Test]
    public async Task Signs_a_presence_channel_with_its_member()
    {
        var info = JsonElement.Parse("""{"name":"Mr. Pusher"}""");

        var proof = await new PusherSigner(Key, Secret, "10", info).AuthorizeAsync(new ChannelRequest("presence-foobar", Socket), CancellationToken.None);

        Assert.That(
            (proof.Signature, proof.ChannelData),
            Is.EqualTo(($"{Key}:48dac51d2d7569e1e9c0f48c227d4b26f238fa68e5c0bb04222c966909c4f7c4", """{"user_id":"10","user_info":{"name":"Mr. Pusher"}}""")));
    }

    [Test]
    public async Task Signs_a_member_of_whom_nothing_is_told()
    {
        var proof = await new PusherSigner(Key, Secret, "10").AuthorizeAsync(new ChannelRequest("presence-foobar", Socket), CancellationToken.None);

        Assert.That(
            (proof.Signature, proof.ChannelData),
            Is.EqualTo(($"{Key}:f84515574e2196bb5d8554cc21e73bead300b66128c7d8c496723cb729a209c8", """{"user_id":"10"}""")));
    }

    [Test]
    public async Task Says_nothing_of_the_member_on_other_channels()
    {
        var proof = await new PusherSigner(Key, Secret, "10").AuthorizeAsync(new ChannelRequest("private-foobar", Socket), CancellationToken.None);

        Assert.That(proof.ChannelData, Is.Null);
    }

    [Test]
    public void Needs_to_know_who_a_member_is() =>
        Assert.That(
            static () => new PusherSigner(Key, Secret).AuthorizeAsync(new ChannelRequest("presence-a", Socket), CancellationToken.None),
            Throws.InvalidOperationException);

    [TestCase("", "secret", null)]
    [TestCase("key", "", null)]
    [TestCase("key", "secret", "")]
    public void Takes_nothing_that_is_empty(string key, string secret, string? userId) =>
        Assert.That(() => new PusherSigner(key, secret, userId), Throws.ArgumentException);

    [Test]
    public async Task Prints_neither_the_secret_nor_a_proof()
    {
        var signer = new PusherSigner(Key, Secret);
        var proof = await signer.AuthorizeAsync(new ChannelRequest("private-foobar", Socket), CancellationToken.None);

        Assert.That($"{signer} {proof}", Is.EqualTo($"PusherSigner {{ Key = {Key} }} ChannelAuthorization {{ Signature = *** }}"));
    }
}
