namespace TokenSocket.Cli.Tests;

/// <summary>What <c>listen</c> begins a Socket.IO session with.</summary>
internal sealed class ListenEmitTests
{
    private const string Join = """420["join","777"]""";

    [Test]
    public async Task Events_are_emitted_after_the_greeting_of_every_connect_behind_what_is_sent()
    {
        using var bench = new Bench();
        bench.Start([.. SessionActs.LSports, "--emit", "watch", """{"sport":[1,2]}""", "--send", """42["raw"]""", "--emit", "-all", "[1, 2]", "--emit=none", "null", "--initial-reconnect-interval", "1s"]);
        bench.BeginSocketIo();
        bench.Act(gateway => gateway.Drop());
        bench.Advance(1);
        bench.BeginSocketIo();
        await bench.InterruptAsync();

        string[] sent = ["40", Join, """42["raw"]""", """42["watch",{"sport":[1,2]}]""", """42["-all",[1,2]]""", """42["none",null]"""];
        Assert.That(bench.Gateway.Dials.Select(dial => dial.Received.Select(message => message.Text).Take(6)), Is.EqualTo((string[][])[sent, sent]));
    }

    [Test]
    public async Task Words_after_the_two_of_an_event_are_the_command_line_s()
    {
        using var bench = new Bench();
        bench.Start(["listen", "--emit", "watch", "7", .. SessionActs.LSports[1..]]);
        bench.BeginSocketIo();
        await bench.InterruptAsync();

        Assert.That((bench.Gateway.Texts().ElementAt(2), bench.Error), Is.EqualTo(("""42["watch",7]""", "")));
    }

    [Test]
    public async Task Namespace_is_connected_to_with_the_auth_object_and_the_token_in_it()
    {
        using var bench = new Bench();
        bench.Start([.. SessionActs.LSports, "--namespace", "/bets", "--auth", """{"token":"{token}"}""", "--token", "the-secret", "--emit", "watch", "7"]);
        bench.BeginSocketIo("/bets,");
        bench.Hear("""42/bets,["tick"]""");
        await bench.InterruptAsync();

        Assert.That(bench.Gateway.Texts().Take(3), Is.EqualTo((string[])["""40/bets,{"token":"the-secret"}""", """420["join","777"]""".Replace("420", "42/bets,0", StringComparison.Ordinal), """42/bets,["watch",7]"""]));
        Assert.That(bench.Output, Does.Contain(" < tick on /bets\n").And.Not.Contains("the-secret"));
    }

    [Test]
    public async Task Event_that_is_too_large_for_the_server_is_a_warning()
    {
        using var bench = new Bench();
        bench.Start([.. SessionActs.LSports, "--emit", "watch", $"\"{new string('x', 100)}\"", "--emit", "small", "1"]);
        bench.BeginSocketIo(maxPayload: 60);

        Assert.That(bench.Lines[^1], Is.EqualTo("2026-01-01T00:00:00Z Warning: 'watch' was not emitted: it is larger than the server takes."));
        Assert.That(bench.Gateway.Texts(), Is.EqualTo((string[])["40", Join, """42["small",1]"""]));
        await bench.InterruptAsync();
    }
}
