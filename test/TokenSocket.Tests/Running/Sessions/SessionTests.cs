using TokenSocket.CloseCodes;
using TokenSocket.Notices;
using TokenSocket.Tests.Faults;

namespace TokenSocket.Tests.Running.Sessions;

/// <summary>A session inside the socket, from the public client to the fake server.</summary>
public sealed class SessionTests
{
    [Test]
    public async Task Is_connected_only_when_it_is_established()
    {
        var bench = await OpenAsync();
        var before = bench.Client.CurrentStatus;

        bench.Gateway.Send("welcome");

        Assert.That((before, bench.Client.CurrentStatus), Is.EqualTo((ConnectionStatus.Connecting, ConnectionStatus.Connected)));
    }

    [Test]
    [Category("Fault")]
    public async Task Row20_That_is_never_established_ends_by_ConnectTimeout_and_is_retried()
    {
        var bench = await OpenAsync();
        bench.Advance(14.999);
        var before = bench.Client.CurrentStatus;

        bench.Advance(0.001);

        Row.Measured(20, $"a session that is never established ended after {bench.Time.Elapsed.TotalSeconds} s, next try in {bench.Notices.Waits.Single().TotalSeconds} s");
        Assert.That(
            (before, bench.Notices.Of<Disconnected>().Single().Info.Cause, bench.Gateway.OpenConnections, bench.Client.CurrentStatus),
            Is.EqualTo((ConnectionStatus.Connecting, DisconnectCause.TimedOut, 0, ConnectionStatus.Reconnecting)));
    }

    [Test]
    public async Task Sends_what_it_needs_ahead_of_the_program()
    {
        var bench = await OpenAsync(o => o with { SendQueue = new() { Capacity = 10 } });
        var sent = bench.Client.SendAsync("mine");

        bench.Gateway.Send("welcome");

        await sent.SoonAsync();
        Assert.That(Sent(bench), Is.EqualTo(new[] { "hello", "join", "mine" }));
    }

    [Test]
    public async Task Takes_no_message_of_the_program_before_it_is_established()
    {
        var bench = await OpenAsync();

        await Assert.ThrowsAsync<NotConnectedException>(() => bench.Client.SendAsync("mine"));
    }

    [Test]
    public async Task Keeps_its_own_messages_to_itself()
    {
        var bench = await OpenAsync();
        var received = new List<string>();
        bench.Client.Messages.Subscribe(message => received.Add(message.Text));
        bench.Gateway.Send("welcome");

        bench.Gateway.Send("ping");
        bench.Gateway.Send("news");

        Assert.That((string.Join(',', received), Sent(bench)[^1]), Is.EqualTo(("news", "pong")));
    }

    [Test]
    public async Task That_ends_in_band_gets_the_verdict_of_its_code_and_closes_the_socket_itself()
    {
        var bench = await OpenAsync();
        bench.Gateway.Send("welcome");

        bench.Gateway.Send("error 4004");

        Assert.That((bench.Client.CurrentStatus, bench.Gateway.Connection.Goodbye, bench.Gateway.OpenConnections), Is.EqualTo((ConnectionStatus.Stopped, 1000, 0)));
        Assert.That(bench.Notices.Of<Disconnected>().Single().Info, Is.EqualTo(new DisconnectInfo(DisconnectCause.InBand, 4004, "in band")));
    }

    [Test]
    public async Task That_ends_in_band_does_not_wait_for_a_server_that_keeps_the_socket_open()
    {
        var bench = await OpenAsync();
        bench.Gateway.AnswersGoodbyes = false;
        bench.Gateway.Send("welcome");
        bench.Gateway.Send("error 4004");
        var before = bench.Client.CurrentStatus;

        bench.Advance(5);

        Assert.That((before, bench.Client.CurrentStatus, bench.Gateway.OpenConnections), Is.EqualTo((ConnectionStatus.Connected, ConnectionStatus.Stopped, 0)));
    }

    [Test]
    public async Task That_is_over_hears_no_more()
    {
        var bench = await OpenAsync();
        bench.Gateway.AnswersGoodbyes = false;
        bench.Gateway.Send("welcome");
        bench.Gateway.Send("error 4004");

        bench.Gateway.Send("error 1006");
        bench.Advance(5);

        Assert.That(bench.Notices.Of<Disconnected>().Single().Info.Code, Is.EqualTo(4004));
    }

    [Test]
    public async Task Has_a_timer_that_counts_anew_with_each_order()
    {
        var bench = await OpenAsync();
        bench.Gateway.Send("welcome");
        bench.Advance(9);
        bench.Gateway.Send("ping");
        bench.Advance(9.999);
        var before = bench.Notices.Of<Disconnected>().Count;

        bench.Advance(0.001);

        Assert.That((before, bench.Notices.Of<Disconnected>().Single().Info.Cause), Is.EqualTo((0, DisconnectCause.HeartbeatLost)));
    }

    [Test]
    public async Task Has_a_timer_that_can_be_stopped()
    {
        var bench = await OpenAsync();
        bench.Gateway.Send("welcome");
        bench.Gateway.Send("quiet");

        bench.Advance(3600);

        Assert.That(bench.Client.CurrentStatus, Is.EqualTo(ConnectionStatus.Connected));
    }

    [Test]
    public async Task Leaves_no_timer_behind()
    {
        var bench = await OpenAsync();
        bench.Gateway.Send("welcome");

        await bench.Client.DisposeAsync();

        Assert.That(bench.Time.Timers, Is.Zero);
    }

    [Test]
    public async Task Begins_anew_with_each_connection()
    {
        var bench = await OpenAsync();
        bench.Gateway.Send("welcome");
        bench.Gateway.Drop();

        bench.Advance(31);

        Assert.That((Sent(bench).Single(), bench.Client.CurrentStatus), Is.EqualTo(("hello", ConnectionStatus.Reconnecting)));
    }

    [Test]
    public async Task Does_not_take_pings_for_messages_that_end_the_idleness()
    {
        var bench = await OpenAsync(o => o with { IdleTimeout = TimeSpan.FromSeconds(12) });
        bench.Gateway.Send("welcome");
        bench.Advance(9);
        bench.Gateway.Send("ping");

        bench.Advance(3);

        Assert.That(bench.Notices.Of<Disconnected>().Single().Info.Cause, Is.EqualTo(DisconnectCause.Idle));
    }

    private static Task<Bench> OpenAsync(Func<TokenSocketOptions, TokenSocketOptions>? change = null) =>
        Bench.StartedAsync(change, services: static services => services with { NewSession = static () => new ScriptedSession() });

    private static string[] Sent(Bench bench) => [.. bench.Gateway.Connection.Received.Select(static message => message.Text)];
}
