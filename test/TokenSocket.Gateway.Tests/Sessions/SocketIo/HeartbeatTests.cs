namespace TokenSocket.Gateway.Tests.Sessions.SocketIo;

internal sealed class HeartbeatTests
{
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);

    private Stage _stage = null!;

    [SetUp]
    public void Start() => _stage = Stage.Connected();

    [Test]
    public void Pings_after_each_interval_that_followed_a_pong()
    {
        _stage.Time.Advance(TimeSpan.FromSeconds(25));
        _stage.Time.Advance(TimeSpan.FromSeconds(10));
        _stage.Receive("3");
        _stage.Time.Advance(TimeSpan.FromSeconds(25) - Tick);
        int early = _stage.Sent.Length;
        _stage.Time.Advance(Tick);

        Assert.That((early, _stage.Sent), Is.EqualTo((1, new[] { "2" })));
    }

    [Test]
    public void Client_without_a_pong_is_closed_after_45_seconds()
    {
        _stage.Time.Advance(TimeSpan.FromSeconds(45) - Tick);
        int? early = _stage.Closed;
        _stage.Time.Advance(Tick);

        Assert.That((early, _stage.Closed), Is.EqualTo(((int?)null, (int?)1005)));
    }

    [Test]
    public void Pong_that_was_not_asked_for_puts_nothing_off()
    {
        _stage.Time.Advance(TimeSpan.FromSeconds(20));
        _stage.Receive("3");
        _stage.Time.Advance(TimeSpan.FromSeconds(5));

        Assert.That(_stage.Sent, Is.EqualTo(["2"]));
    }

    [Test]
    public void Event_is_no_pong()
    {
        _stage.Time.Advance(TimeSpan.FromSeconds(25));
        _stage.Receive("""42["a"]""");
        _stage.Time.Advance(TimeSpan.FromSeconds(20));

        Assert.That(_stage.Closed, Is.EqualTo(1005));
    }

    [Test]
    public void Pong_between_a_packet_and_its_bytes_is_taken()
    {
        _stage.Time.Advance(TimeSpan.FromSeconds(25));
        _stage.Receive("""451-["a",{"_placeholder":true,"num":0}]""");
        _stage.Receive("3");
        _stage.Receive([1]);
        _stage.Time.Advance(TimeSpan.FromSeconds(20));

        Assert.That((_stage.Closed, _stage.Delivered.Count), Is.EqualTo(((int?)null, 1)));
    }

    [Test]
    public void Server_that_has_gone_pings_no_more_and_ends_nothing()
    {
        _stage.Options.SocketIo.SendPings = false;

        _stage.Time.Advance(TimeSpan.FromHours(1));

        Assert.That((_stage.Sent.Length, _stage.Closed), Is.EqualTo((0, (int?)null)));
    }

    [Test]
    public void Nothing_ticks_after_the_end()
    {
        _stage.Session.Dispose();

        _stage.Time.Advance(TimeSpan.FromHours(1));

        Assert.That((_stage.Sent.Length, _stage.Closed, _stage.Time.Timers), Is.EqualTo((0, (int?)null, 0)));
    }

    [Test]
    public async Task Session_that_begins_too_late_starts_no_timer()
    {
        var late = new Stage();
        late.Session.Dispose();

        await late.Session.BeginAsync(new CancellationToken(canceled: true));

        Assert.That(late.Time.Timers, Is.Zero);
    }
}
