namespace TokenSocket.Gateway.Tests.Sessions.Pusher;

internal sealed class GreetingTests
{
    private readonly Stage _stage = new();

    [Test]
    public async Task Greets_protocol_7_with_the_socket_and_the_activity_timeout()
    {
        var stage = new Stage();

        using Client client = await stage.DialAsync($"/app/{Stage.Key}", "7");

        Assert.That(client.Frames, Is.EqualTo(["""{"event":"pusher:connection_established","data":"{\"socket_id\":\"123.1\",\"activity_timeout\":120}"}"""]));
    }

    [Test]
    public async Task Greets_V2_with_its_own_prefix()
    {
        var stage = new Stage();
        stage.Options.ActivityTimeout = TimeSpan.FromSeconds(5);

        using Client client = await stage.DialAsync($"/app/{Stage.Key}", "2");

        Assert.That(client.Frames, Is.EqualTo(["""{"event":"sockudo:connection_established","data":"{\"socket_id\":\"123.1\",\"activity_timeout\":5}"}"""]));
    }

    [TestCase("/app/wrong", "7", 4001, "There is no application with this key.")]
    [TestCase("/app/", "7", 4005, "The path names no application key.")]
    [TestCase("/app/278d425bdf160c739803", "x", 4006, "The protocol version is not a number.")]
    [TestCase("/app/278d425bdf160c739803", "7.0", 4006, "The protocol version is not a number.")]
    [TestCase("/app/278d425bdf160c739803", "-7", 4006, "The protocol version is not a number.")]
    [TestCase("/app/278d425bdf160c739803", "8", 4007, "The protocol version is not supported.")]
    [TestCase("/app/278d425bdf160c739803", "4", 4007, "The protocol version is not supported.")]
    [TestCase("/app/278d425bdf160c739803", null, 4008, "No protocol version was given.")]
    [TestCase("/app/278d425bdf160c739803", "", 4008, "No protocol version was given.")]
    public async Task Tells_why_and_closes_with_the_same_code_and_no_reason(string path, string? protocol, int code, string message)
    {
        using Client client = await _stage.DialAsync(path, protocol);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(client.Frames, Is.EqualTo([$$$"""{"event":"pusher:error","data":{"code":{{{code}}},"message":"{{{message}}}"}}"""]));
            Assert.That(client.Closed, Is.EqualTo((code, "")));
        }
    }

    [Test]
    public async Task Says_nothing_more_to_whom_it_turned_away()
    {
        using Client client = await _stage.DialAsync("/app/wrong", "7");
        client.Peer.Clear();

        await client.SendAsync("""{"event":"pusher:ping"}""");

        Assert.That(client.Frames, Is.Empty);
    }

    [Test]
    public async Task Does_not_speak_V2_where_the_server_is_Pushers()
    {
        using Client client = await _stage.DialAsync($"/app/{Stage.Key}", "2", token: null, speaksV2: false);

        Assert.That(client.Closed, Is.EqualTo((4007, "")));
    }

    [TestCase("/gateway")]
    [TestCase("/base/app/278d425bdf160c739803/")]
    public async Task Takes_a_path_of_no_application_and_one_below_a_base(string path)
    {
        using Client client = await _stage.DialAsync(path, "6");

        Assert.That(client.Closed, Is.Null);
    }
}
