namespace TokenSocket.DiscordAlerts.Tests;

public sealed class FirstConnectionTests
{
    [Test]
    public void Is_told_once_it_has_been_up_for_a_second()
    {
        var bench = AlertBench.Started();

        bench.Advance(1);

        Assert.That(bench.Sender.Story, Is.EqualTo(["post: ✅ Connected"]));
    }

    [Test]
    public void Is_not_told_a_moment_sooner()
    {
        var bench = AlertBench.Started();

        bench.Advance(0.999);

        Assert.That(bench.Sender.Calls, Is.Empty);
    }

    [Test]
    public void Has_the_colour_of_success_and_says_since_when()
    {
        var bench = AlertBench.Started();

        bench.Advance(1);

        Assert.That(
            (bench.Sender.Last.Embed.Color, bench.Sender.Last.Embed.Description),
            Is.EqualTo((0x6ab183, "The connection is up since <t:1767225600:f>.")));
    }

    [TestCase(4001)]
    [TestCase(4002)]
    [TestCase(4003)]
    [TestCase(4004)]
    public void Is_never_told_where_the_server_accepts_and_then_refuses_the_token(int code)
    {
        var bench = AlertBench.Started();

        bench.Gateway.Close(code);
        bench.Advance(3600);

        Assert.That(bench.Sender.Calls.Select(call => call.Embed.Color), Is.EqualTo([0xd85a4b]));
    }

    [Test]
    public void Is_not_told_where_it_drops_before_the_second_is_over()
    {
        var bench = AlertBench.Started();
        bench.Advance(0.9);

        bench.Gateway.Drop();
        bench.Advance(20);

        Assert.That(bench.Sender.Story, Is.EqualTo(["post: ⏳ Reconnecting"]));
    }

    [Test]
    public async Task Is_told_again_after_a_stop_and_a_start()
    {
        var bench = AlertBench.Stable();
        await bench.Client.StopAsync();

        bench.Start();
        bench.Advance(1);

        Assert.That(bench.Sender.Story, Is.EqualTo(["post: ✅ Connected"]));
    }

    [Test]
    public async Task Is_not_told_again_after_a_renewal_that_the_program_asked_for()
    {
        var bench = AlertBench.Stable();

        await bench.Client.ReconnectAsync();
        bench.Advance(60);

        Assert.That((bench.Gateway.Dials.Count, bench.Sender.Calls.Count), Is.EqualTo((2, 0)));
    }

    [Test]
    public async Task Is_told_a_second_after_a_renewal_that_came_before_it_was_told()
    {
        var bench = AlertBench.Started();
        bench.Advance(0.5);

        await bench.Client.ReconnectAsync();
        bench.Advance(0.999);
        var early = bench.Sender.Calls.Count;
        bench.Advance(0.001);

        Assert.That((early, bench.Sender.Calls.Count), Is.EqualTo((0, 1)));
    }
}
