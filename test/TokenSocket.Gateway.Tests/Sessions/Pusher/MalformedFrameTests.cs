namespace TokenSocket.Gateway.Tests.Sessions.Pusher;

/// <summary>What no client should send is answered with an error event and harms nobody.</summary>
internal sealed class MalformedFrameTests
{
    private static readonly string TooLong = new('a', 201);

    private static readonly TestCaseData[] Frames =
    [
        Bad("", 4000),
        Bad("   ", 4000),
        Bad("nonsense", 4000),
        Bad("{", 4000),
        Bad("""{"event":"pusher:ping"}x""", 4000),
        Bad("""{"event":"pusher:ping",}""", 4000),
        Bad("\uFEFF{\"event\":\"pusher:ping\"}", 4000),
        Bad("""{"event":"\ud800"}""", 4000),
        Bad("""{"\ud800":1,"event":"pusher:ping"}""", 4000),
        Bad("""{"event":"client-e","channel":"private-a","data":"\udc00"}""", 4000),
        Bad(new string('[', 100), 4000),
        Bad("null", 4000),
        Bad("7", 4000),
        Bad("\"pusher:ping\"", 4000),
        Bad("[]", 4000),
        Bad("{}", 4000),
        Bad("""{"event":null}""", 4000),
        Bad("""{"event":7}""", 4000),
        Bad("""{"event":{"name":"pusher:ping"}}""", 4000),
        Bad("""{"Event":"pusher:ping"}""", 4000),
        Bad("""{"event":"pusher:ping","channel":7}""", 4000),
        Bad("""{"event":"pusher:subscribe"}""", 4000),
        Bad("""{"event":"pusher:subscribe","data":null}""", 4000),
        Bad("""{"event":"pusher:subscribe","data":"news"}""", 4000),
        Bad("""{"event":"pusher:subscribe","data":["news"]}""", 4000),
        Bad("""{"event":"pusher:subscribe","data":"\"news\""}""", 4000),
        Bad("""{"event":"pusher:subscribe","data":{}}""", 4000),
        Bad("""{"event":"pusher:subscribe","data":{"channel":7}}""", 4000),
        Bad("""{"event":"pusher:subscribe","data":{"channel":""}}""", 4300),
        Bad("""{"event":"pusher:subscribe","data":{"channel":"a b"}}""", 4300),
        Bad("""{"event":"pusher:subscribe","data":{"channel":"#all"}}""", 4300),
        Bad("""{"event":"pusher:subscribe","data":{"channel":"ä"}}""", 4300),
        Bad($$$"""{"event":"pusher:subscribe","data":{"channel":"{{{TooLong}}}"}}""", 4300),
        Bad("""{"event":"pusher:unsubscribe"}""", 4000),
        Bad("""{"event":"pusher:unsubscribe","data":{}}""", 4000),
        Bad("""{"event":"pusher:unsubscribe","data":{"channel":null}}""", 4000),
        Bad("""{"event":"client-e"}""", 4301),
        Bad("""{"event":"client-e","channel":null,"data":1}""", 4301),
        Bad("""{"event":"client-e","channel":"news","data":1}""", 4301),
        Bad("""{"event":"client-e","channel":"private-elsewhere","data":1}""", 4301),
        Bad("""{"event":"client-e","channel":"private-encrypted-a","data":1}""", 4301),
        Bad($$$"""{"event":"client-{{{TooLong}}}","channel":"private-a","data":1}""", 4000),
        Bad("""{"event":"pusher:auth"}""", 4000),
        Bad("""{"event":"pusher:auth","data":{"token":""}}""", 4000),
        Bad("""{"event":"pusher:auth","data":{"token":"t"}}""", 4009),
        Bad("""{"event":"pusher:resume","data":{"channel_positions":{"a":{"serial":1}}}}""", 4301),
    ];

    private static readonly string[] Data = ["""{"user_id":null}""", """{"user_id":""}""", """{"user_id":{}}""", "{}", "[]", "7", "x", ""];

    [TestCaseSource(nameof(Frames))]
    public async Task Answers_with_an_error_and_goes_on(string frame, int code)
    {
        var stage = new Stage();
        using Client other = await stage.EnterAsync();
        await other.SubscribeAsync("private-a");
        using Client client = await stage.EnterAsync();
        await client.SubscribeAsync("private-a");

        await client.SendAsync(frame);
        string answer = client.Last;
        await client.SendAsync("""{"event":"pusher:ping"}""");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer, Does.StartWith("""{"event":"pusher:error","""));
            Assert.That(answer, Does.Contain($"\"code\":{code},"));
            Assert.That(client.Frames, Has.Count.EqualTo(2));
            Assert.That(client.Last, Is.EqualTo("""{"event":"pusher:pong","data":{}}"""));
            Assert.That(client.Closed, Is.Null);
            Assert.That(other.Frames, Is.Empty);
        }
    }

    [TestCaseSource(nameof(Data))]
    public async Task Takes_no_member_without_an_id(string channelData)
    {
        var stage = new Stage();
        using Client client = await stage.EnterAsync();

        await client.SendAsync(Subscription.To("presence-a", client.Session, channelData));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(client.Last, Does.StartWith("""{"event":"pusher:error","channel":"presence-a","""));
            Assert.That(stage.Channels.All, Is.Empty);
        }
    }

    [Test]
    public async Task Answers_bytes_that_are_no_text()
    {
        var stage = new Stage();
        using Client client = await stage.EnterAsync();

        await client.Session.ReceiveAsync(new byte[] { (byte)'{', (byte)'"', 0xFF, (byte)'"', (byte)':', (byte)'1', (byte)'}' });

        Assert.That(client.Last, Does.Contain("\"code\":4000,"));
    }

    [Test]
    public async Task Lets_unknown_events_pass()
    {
        var stage = new Stage();
        using Client client = await stage.EnterAsync();

        await client.SendAsync("""{"event":"pusher:signin","data":{}}""");

        Assert.That(client.Frames, Is.Empty);
    }

    private static TestCaseData Bad(string frame, int code) => new TestCaseData(frame, code).SetArgDisplayNames(frame.Length > 90 ? frame[..90] : frame, $"{code}");
}
