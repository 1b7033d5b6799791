namespace TokenSocket.Gateway.Tests.Sessions.Pusher;

internal sealed class HeartbeatTests
{
    private static readonly TimeSpan Activity = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan Pong = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);

    private readonly Stage _stage = new();

    [TestCase(false, """{"event":"pusher:pong","data":{}}""")]
    [TestCase(true, """{"event":"sockudo:pong","data":{}}""")]
    public async Task Answers_a_ping(bool isV2, string pong)
    {
        using Client client = await _stage.EnterAsync(isV2);

        await client.SendAsync("""{"event":"pusher:ping","data":{}}""");

        Assert.That(client.Frames, Is.EqualTo([pong]));
    }

    [TestCase(false, """{"event":"pusher:ping","data":{}}""")]
    [TestCase(true, """{"event":"sockudo:ping","data":{}}""")]
    public async Task Pings_after_silence_and_not_before(bool isV2, string ping)
    {
        using Client client = await _stage.EnterAsync(isV2);

        _stage.Time.Advance(Activity - Tick);
        int early = client.Frames.Count;
        _stage.Time.Advance(Tick);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(early, Is.Zero);
            Assert.That(client.Frames, Is.EqualTo([ping]));
        }
    }

    [Test]
    public async Task Closes_with_4201_when_no_answer_comes()
    {
        using Client client = await _stage.EnterAsync();

        _stage.Time.Advance(Activity + Pong - Tick);
        var early = client.Closed;
        _stage.Time.Advance(Tick);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(early, Is.Null);
            Assert.That(client.Last, Is.EqualTo("""{"event":"pusher:error","data":{"code":4201,"message":"No answer came to a ping."}}"""));
            Assert.That(client.Closed, Is.EqualTo((4201, "")));
        }
    }

    [TestCase("""{"event":"pusher:pong","data":{}}""")]
    [TestCase("""{"event":"something-else"}""")]
    [TestCase("not even JSON")]
    public async Task Takes_whatever_comes_for_a_sign_of_life(string frame)
    {
        using Client client = await _stage.EnterAsync();
        _stage.Time.Advance(Activity + Pong - Tick);

        await client.SendAsync(frame);
        _stage.Time.Advance(Activity + Pong - Tick);

        Assert.That(client.Closed, Is.Null);
    }

    [Test]
    public async Task Leaves_no_timer_behind()
    {
        var stage = new Stage();
        Client client = await stage.EnterAsync();

        client.Dispose();

        Assert.That(stage.Time.Timers, Is.Zero);
    }
}
