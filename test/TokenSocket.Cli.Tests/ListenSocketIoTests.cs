namespace TokenSocket.Cli.Tests;

/// <summary>What is shown of the events of a Socket.IO session, to programs and to people.</summary>
internal sealed class ListenSocketIoTests
{
    private static IEnumerable<TestCaseData<string, string, string>> SocketIo() =>
    [
        new("""42["RESERVE_BET_ACCEPT",{ "betId" : 7, "name":"caf\u00e9" }]""", """{"received":"event","event":"RESERVE_BET_ACCEPT","channel":"/","data":{"betId":7,"name":"café"}}""", """< RESERVE_BET_ACCEPT: {"betId":7,"name":"café"}"""),
        new("""42["tick"]""", """{"received":"event","event":"tick","channel":"/","data":null}""", "< tick"),
        new("""42["tick",1,"two",null]""", """{"received":"event","event":"tick","channel":"/","data":1,"arguments":[1,"two",null]}""", """< tick: 1, "two", null"""),
        new("""427["ask",[1,2]]""", """{"received":"event","event":"ask","channel":"/","data":[1,2],"wantsAnswer":true}""", "< ask: [1,2] (wants an answer)"),
        new("""42["a\u001b[2J\nb","\u202e\u0007\u2028\u009b[red]c\td"]""", """{"received":"event","event":"a\u001B[2J\nb","channel":"/","data":"BIDI\u0007\u2028\u009B[red]c\td"}""".Replace("BIDI", "\u202e", StringComparison.Ordinal), """< a[2J b: "\u0007\u2028\u009B[red]c\td" """.TrimEnd()),
        new("""42["half","\ud83d \\ud83d \ud83d\ude00 \ude00"]""", """{"received":"event","event":"half","channel":"/","data":"� \\ud83d \uD83D\uDE00 �"}""", """< half: "� \\ud83d 😀 �" """.TrimEnd()),
    ];

    [TestCaseSource(nameof(SocketIo))]
    public async Task Event_of_socket_io_is_one_line(string frame, string json, string line)
    {
        Assert.That(await SessionActs.ShowAsync(SessionActs.LSports, static bench => bench.BeginSocketIo(), frame), Is.EqualTo((json, line)));
    }

    [Test]
    public async Task Attachments_are_told_by_their_sizes([Values] bool json)
    {
        using var bench = new Bench();
        bench.Start([.. SessionActs.LSports, .. json ? ["--json"] : Array.Empty<string>()]);
        bench.BeginSocketIo();

        bench.Hear("""452-["file",{"_placeholder":true,"num":0},{"_placeholder":true,"num":1}]""");
        bench.Act(gateway => gateway.Send(new byte[3]));
        bench.Act(gateway => gateway.Send(new byte[5]));

        Assert.That(bench.Lines[^1], Does.Contain(json ? ""","attachments":[3,5],"at":""" : "}, {\"_placeholder\":true,\"num\":1} (attached: 3 bytes, 5 bytes)"));
        await bench.InterruptAsync();
    }

    [TestCase(true, """{"notice":"sessionWarning","message":"The server has not acknowledged 'join' within 10 s; it may be that it sends no events.","at":"2026-01-01T00:00:10.000Z"}""")]
    [TestCase(false, "2026-01-01T00:00:10Z Warning: The server has not acknowledged 'join' within 10 s; it may be that it sends no events.")]
    public async Task Join_that_is_not_answered_is_a_warning(bool json, string line)
    {
        using var bench = new Bench();
        bench.Start([.. SessionActs.LSports, .. json ? ["--json"] : Array.Empty<string>()]);
        bench.BeginSocketIo();

        bench.Advance(10);

        Assert.That(bench.Lines[^1], Is.EqualTo(line));
        await bench.InterruptAsync();
    }

    [Test]
    public async Task Terminal_has_it_in_the_colour_of_messages()
    {
        using var bench = new Bench { Width = 80 };
        bench.Start(SessionActs.LSports);
        bench.BeginSocketIo();
        _ = bench.TakeOutput();

        bench.Hear("""42["tick","\u001b]0;x\u0007😀"]""");

        Assert.That(bench.TakeOutput(), Does.Contain("\u001b[94m<\u001b[0m tick: \"\\u001B]0;x\\u0007😀\"\n"));
        await bench.InterruptAsync();
    }
}
