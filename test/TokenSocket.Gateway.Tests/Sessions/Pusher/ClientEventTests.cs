namespace TokenSocket.Gateway.Tests.Sessions.Pusher;

internal sealed class ClientEventTests
{
    private readonly Stage _stage = new();

    [Test]
    public async Task Passes_an_event_to_the_others_as_it_came()
    {
        var stage = new Stage();
        using Client sender = await stage.EnterAsync();
        using Client other = await stage.EnterAsync();
        using Client newer = await stage.EnterAsync(isV2: true);
        foreach (Client client in (Client[])[sender, other, newer])
            await client.SubscribeAsync("private-a");

        await sender.SendAsync("""{"event":"client-typing","channel":"private-a","data":{"at": 1.50}}""");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(sender.Frames, Is.Empty);
            Assert.That(other.Frames, Is.EqualTo(["""{"event":"client-typing","channel":"private-a","data":{"at": 1.50}}"""]));
            Assert.That(newer.Frames, Is.EqualTo(["""{"event":"client-typing","channel":"private-a","data":{"at": 1.50},"message_id":"id-2","stream_id":"id-1","serial":1}"""]));
        }
    }

    [Test]
    public async Task Says_who_sent_it_on_a_presence_channel()
    {
        using Client ann = await _stage.EnterAsync();
        using Client bob = await _stage.EnterAsync();
        await ann.SubscribeAsync("presence-a", """{"user_id":"ann"}""");
        await bob.SubscribeAsync("presence-a", """{"user_id":"bob"}""");

        await bob.SendAsync("""{"event":"client-typing","channel":"presence-a","data":"x"}""");

        Assert.That(ann.Last, Is.EqualTo("""{"event":"client-typing","channel":"presence-a","data":"x","user_id":"bob"}"""));
    }

    [Test]
    public async Task Refuses_the_eleventh_within_a_second_and_takes_the_next_after_it()
    {
        using Client sender = await _stage.EnterAsync();
        using Client other = await _stage.EnterAsync();
        await sender.SubscribeAsync("private-b");
        await other.SubscribeAsync("private-b");
        for (int i = 0; i < 11; i++)
            await sender.SendAsync("""{"event":"client-e","channel":"private-b","data":1}""");

        _stage.Time.Advance(TimeSpan.FromSeconds(1));
        await sender.SendAsync("""{"event":"client-e","channel":"private-b","data":2}""");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(other.Frames, Has.Count.EqualTo(11));
            Assert.That(sender.Frames, Is.EqualTo(["""{"event":"pusher:error","data":{"code":4301,"message":"Too many client events were sent within a second."}}"""]));
            Assert.That(sender.Closed, Is.Null);
        }
    }
}
