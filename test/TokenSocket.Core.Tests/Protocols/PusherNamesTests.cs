using TokenSocket.Protocols;

namespace TokenSocket.Core.Tests.Protocols;

public sealed class PusherNamesTests
{
    [TestCase("a")]
    [TestCase("private-encrypted-aZ09_-=@,.;")]
    public void Takes_names_that_every_server_takes(string name)
    {
        Assert.That(PusherNames.FaultOf(name), Is.Null);
        Assert.That(PusherNames.FaultOf(name, isV2: true), Is.Null);
    }

    [TestCase("orders:7")]
    [TestCase("orders:*")]
    public void Takes_wildcards_in_V2_only(string name)
    {
        Assert.That(PusherNames.FaultOf(name, isV2: true), Is.Null);
        Assert.That(PusherNames.FaultOf(name), Does.StartWith("must consist of letters, digits and _-=@,.; alone; character 7"));
    }

    [TestCase("", "must have 1 to 200 characters; it has 0")]
    [TestCase("a b", "must consist of letters, digits and _-=@,.;:* alone; character 2 is another")]
    [TestCase("é", "must consist of letters, digits and _-=@,.;:* alone; character 1 is another")]
    [TestCase("#server-to-user-1", "must consist of letters, digits and _-=@,.;:* alone; character 1 is another")]
    public void Says_what_is_wrong(string name, string fault) =>
        Assert.That(PusherNames.FaultOf(name, isV2: true), Is.EqualTo(fault));

    [TestCase(200, true)]
    [TestCase(201, false)]
    public void Takes_two_hundred_characters(int length, bool isTaken) =>
        Assert.That(PusherNames.FaultOf(new string('a', length)) is null, Is.EqualTo(isTaken));

    [TestCase("private-a", true)]
    [TestCase("presence-a", true)]
    [TestCase("private", false)]
    [TestCase("Private-a", false)]
    [TestCase("a-private-", false)]
    public void Signs_private_and_presence_channels(string name, bool isSigned) =>
        Assert.That(PusherNames.IsSigned(name), Is.EqualTo(isSigned));

    [TestCase("private-a", "client-x", null)]
    [TestCase("presence-a", "client-x", null)]
    [TestCase("a", "client-x", "Client events go to channels that begin with 'private-' or 'presence-'; 'a' does not.")]
    [TestCase("private-encrypted-a", "client-x", "Client events would go out in the clear on the encrypted channel 'private-encrypted-a'; use another channel.")]
    [TestCase("private-a", "x", "The name of a client event must begin with 'client-'; it is 'x'.")]
    [TestCase("private-a", "client-", "The name of a client event must have 8 to 200 characters; it has 7.")]
    public void Knows_where_client_events_may_go(string channel, string name, string? fault) =>
        Assert.That(PusherNames.FaultOfClientEvent(channel, name), Is.EqualTo(fault));

    [TestCase(200, true)]
    [TestCase(201, false)]
    public void Takes_names_of_client_events_of_two_hundred_characters(int length, bool isTaken) =>
        Assert.That(PusherNames.FaultOfClientEvent("private-a", "client-".PadRight(length, 'x')) is null, Is.EqualTo(isTaken));
}
