namespace TokenSocket.Hosting.Tests.Options;

/// <summary>What code changes about options that were read.</summary>
public sealed class OptionsInCodeTests
{
    [Test]
    public void It_has_the_last_word() =>
        Assert.That(Section.With("UserAgent", "file").Read(change: o => o.UserAgent = "code").Client.UserAgent, Is.EqualTo("code"));

    [Test]
    public void It_is_checked_like_the_rest() => Assert.That(
        Section.With("Token", "t").Read(change: o => o.ConnectTimeout = TimeSpan.Zero).Faults,
        Is.EqualTo(["TokenSocket:ConnectTimeout must be from 00:00:00.001 to 1.00:00:00; it is 00:00:00."]));

    [Test]
    public void It_may_be_all_there_is() =>
        Assert.That(Section.File("{}").Read(change: o => o.GatewayUrl = new("wss://gateway.example")).Faults, Is.Empty);
}
