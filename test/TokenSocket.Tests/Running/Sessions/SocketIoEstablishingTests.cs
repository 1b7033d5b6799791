using Serilog.Events;
using TokenSocket.CloseCodes;
using TokenSocket.Credentials;
using TokenSocket.Notices;
using TokenSocket.Secrecy;
using TokenSocket.Testing;
using TokenSocket.Tests.Faults;

namespace TokenSocket.Tests.Running.Sessions;

public sealed class SocketIoEstablishingTests
{
    private const string Warning = "The server has not acknowledged 'join' within 10 s; it may be that it sends no events.";

    [Test]
    public async Task Is_connected_when_the_namespace_has_let_it_in()
    {
        var bench = await SocketIoScene.DialledAsync();
        bench.Gateway.Send(SocketIoScene.Opening);
        var before = (bench.Client.CurrentStatus, bench.AllSent());

        bench.Gateway.Send(SocketIoScene.Admission);

        Assert.That((before, bench.Client.CurrentStatus), Is.EqualTo(((ConnectionStatus.Connecting, "40"), ConnectionStatus.Connected)));
    }

    [Test]
    public async Task Sends_join_ahead_of_what_the_program_has_queued()
    {
        var bench = await SocketIoScene.DialledAsync(o => SocketIoScene.ForLSports(o) with { SendQueue = new() { Capacity = 10 } });
        var emitted = bench.Client.Emit("mine");

        bench.Welcome();

        await emitted.SoonAsync();
        Assert.That(bench.AllSent(), Is.EqualTo("""40 420["join","777"] 42["mine"]"""));
    }

    [Test]
    public async Task Joins_again_after_each_connect()
    {
        var bench = await SocketIoScene.ConnectedAsync(SocketIoScene.ForLSports);
        bench.Gateway.Drop();
        bench.Advance(6);

        bench.Welcome();

        Assert.That((bench.Gateway.Dials.Count, bench.AllSent()), Is.EqualTo((2, """40 420["join","777"]""")));
    }

    [Test]
    public async Task A_join_that_is_not_acknowledged_is_a_warning_after_10_seconds_and_no_end()
    {
        var bench = await SocketIoScene.ConnectedAsync(SocketIoScene.ForLSports);
        bench.Advance(9.999);
        var early = bench.Notices.Of<SessionWarning>().Count;

        bench.Advance(0.001);

        Assert.That((early, bench.Notices.Of<SessionWarning>().Single().Message, bench.Client.CurrentStatus), Is.EqualTo((0, Warning, ConnectionStatus.Connected)));
        Assert.That(bench.Log.Lines(LogEventLevel.Warning).Single(), Does.EndWith(Warning));
    }

    [Test]
    public async Task A_join_that_is_acknowledged_is_nothing_to_the_program()
    {
        var bench = await SocketIoScene.ConnectedAsync(SocketIoScene.ForLSports);
        var events = bench.Record();

        bench.Gateway.Send("""430[{"ok":true}]""");
        bench.Advance(20);

        Assert.That((events.Count, bench.Notices.Of<SessionWarning>().Count), Is.EqualTo((0, 0)));
    }

    [Test]
    [Category("Fault")]
    public async Task Row20_A_namespace_that_never_answers_ends_by_ConnectTimeout()
    {
        var bench = await SocketIoScene.DialledAsync();
        bench.Gateway.Send(SocketIoScene.Opening);
        bench.Advance(14.999);
        var before = bench.Client.CurrentStatus;

        bench.Advance(0.001);

        Row.Measured(20, $"Socket.IO opened and never joined: ended after {bench.Time.Elapsed.TotalSeconds} s, next try in {bench.Notices.Waits.Single().TotalSeconds} s");
        Assert.That(
            (before, bench.Notices.Of<Disconnected>().Single().Info.Cause, bench.Gateway.OpenConnections, bench.Client.CurrentStatus),
            Is.EqualTo((ConnectionStatus.Connecting, DisconnectCause.TimedOut, 0, ConnectionStatus.Reconnecting)));
    }

    /// <summary>Aborted for it, the connection would end as if the program had asked for that, and the client would stop.</summary>
    [Test]
    public async Task A_connection_that_breaks_under_the_first_frame_is_dialled_again()
    {
        var bench = await SocketIoScene.DialledAsync();
        bench.Gateway.Connection.FailSends = true;
        bench.Welcome();

        bench.Gateway.Drop();

        Assert.That(
            (bench.Notices.Of<Connected>().Count, bench.Notices.Of<Disconnected>().Single().Info.Cause, bench.Client.CurrentStatus),
            Is.EqualTo((0, DisconnectCause.Dropped, ConnectionStatus.Reconnecting)));
    }

    [Test]
    public async Task A_connection_that_breaks_under_the_join_is_never_announced()
    {
        var bench = await SocketIoScene.DialledAsync(SocketIoScene.ForLSports);
        bench.Gateway.Send(SocketIoScene.Opening);
        bench.Gateway.Connection.FailSends = true;
        bench.Gateway.Send(SocketIoScene.Admission);

        bench.Gateway.Drop();

        Assert.That(
            (bench.Notices.Of<Connected>().Count, bench.Notices.Of<Disconnected>().Single().Info.Cause, bench.Client.CurrentStatus),
            Is.EqualTo((0, DisconnectCause.Dropped, ConnectionStatus.Reconnecting)));
    }

    [Test]
    public async Task Carries_the_token_escaped_in_auth()
    {
        var bench = await SocketIoScene.DialledAsync(o => o with { SocketIo = new() { Auth = """{"jwt":"{token}"}""" } }, new FakeTokens("a\"b"));

        bench.Gateway.Send(SocketIoScene.Opening);

        Assert.That(bench.AllSent(), Is.EqualTo("""40{"jwt":"a\u0022b"}"""));
    }

    [Test]
    public async Task Leaves_auth_out_where_it_asks_for_a_token_and_there_is_none()
    {
        var bench = await SocketIoScene.DialledAsync(o => o with { SocketIo = new() { Auth = """{"jwt":"{token}"}""" } }, new FakeTokens(null));

        bench.Gateway.Send(SocketIoScene.Opening);

        Assert.That(bench.AllSent(), Is.EqualTo("40"));
    }

    [Test]
    public async Task Sends_auth_that_asks_for_no_token_as_it_is_to_the_namespace_of_the_options()
    {
        var bench = await SocketIoScene.DialledAsync(o => o with { SocketIo = new() { Namespace = "/admin", Auth = """{"a":1}""" } }, new FakeTokens(null));

        bench.Gateway.Send(SocketIoScene.Opening);

        Assert.That(bench.AllSent(), Is.EqualTo("""40/admin,{"a":1}"""));
    }

    [Test]
    public async Task Sends_no_token_in_auth_where_anyone_on_the_way_could_read_it()
    {
        var bench = await SocketIoScene.DialledAsync(o => o with
        {
            GatewayUrl = new Uri("ws://gateway.example/socket.io"),
            TokenPlacement = new TokenPlacement(TokenLocation.None),
            SocketIo = new() { Auth = """{"jwt":"{token}"}""" },
        });

        Assert.That((bench.Gateway.Dials.Count, bench.Notices.Of<Disconnected>().Single().Info.Cause), Is.EqualTo((0, DisconnectCause.TokenUnavailable)));
    }

    [Test]
    public void What_a_session_begins_with_prints_neither_token_nor_query()
    {
        var start = new TokenSocket.Running.Sessions.SessionStart(new Uri($"wss://gateway.example/v2{RunSecrets.Query}"), new AccessToken(RunSecrets.Token));

        Assert.That($"{start}", Is.EqualTo("SessionStart { Address = wss://gateway.example/v2 }"));
    }
}
