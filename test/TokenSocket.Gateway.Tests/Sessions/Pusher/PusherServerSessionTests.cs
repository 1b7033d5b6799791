using System.Buffers.Binary;
using System.Text;
using Microsoft.AspNetCore.Http;
using TokenSocket.CloseCodes;
using TokenSocket.Dialects;
using TokenSocket.Gateway.Sessions;
using TokenSocket.Gateway.Sessions.Pusher;

namespace TokenSocket.Gateway.Tests.Sessions.Pusher;

internal sealed class PusherServerSessionTests
{
    private Stage _stage = null!;

    [SetUp]
    public void Build() => _stage = new Stage();

    [TestCase(true, null)]
    [TestCase(false, 4007)]
    public async Task Speaks_V2_as_Sockudo_only(bool isSockudo, int? closed)
    {
        var line = new ServiceLine(_stage.Time);

        using PusherServerSession session = await BeginAsync(line, "?protocol=2", isSockudo ? KnownDialects.Sockudo : KnownDialects.Pusher);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(line.Opened, Is.EqualTo(closed is null ? 1 : 0));
            Assert.That(line.Connection.IsOpen, Is.EqualTo(closed is null));
            if (closed is { } code)
                Assert.That(CodeOf((Ending.Close)line.Connection.WhenEnding.Result()), Is.EqualTo(code));
        }
    }

    [Test]
    public async Task Closes_after_the_event_with_an_empty_reason()
    {
        var line = new ServiceLine(_stage.Time);

        using PusherServerSession session = await BeginAsync(line, "");

        byte[] text = """{"event":"pusher:error","data":{"code":4008,"message":"No protocol version was given."}}"""u8.ToArray();
        byte[] expected = [0x81, (byte)text.Length, .. text, 0x88, 0x02, 0x0F, 0xA8];
        Assert.That(await line.FinishAsync(), Is.EqualTo(expected));
    }

    [Test]
    public async Task Tells_the_service_of_client_events_that_were_passed_on_and_of_nothing_else()
    {
        var line = new ServiceLine(_stage.Time);
        using PusherServerSession session = await BeginAsync(line, "?protocol=7");
        using Client other = await _stage.EnterAsync();
        await other.SubscribeAsync("private-a");
        string auth = $"{Stage.Key}:{ChannelSignature.Of(Stage.Secret, "123.1", "private-a", channelData: null)}";
        string[] frames =
        [
            """{"event":"client-e","channel":"private-a","data":1}""",
            $$$"""{"event":"pusher:subscribe","data":{"channel":"private-a","auth":"{{{auth}}}"}}""",
            """{"event":"client-e","channel":"private-a","data":2}""",
        ];

        foreach (string frame in frames)
            await session.ReceiveAsync(new GatewayMessage(IsText: true, Encoding.UTF8.GetBytes(frame)), default);

        Assert.That(line.Delivered, Is.EqualTo([frames[2]]));
    }

    [Test]
    public async Task Closes_a_slow_consumer_with_4100()
    {
        var line = new ServiceLine(_stage.Time, queue: 1);
        using PusherServerSession session = await BeginAsync(line, "?protocol=7");

        await session.ReceiveAsync(new GatewayMessage(IsText: true, """{"event":"pusher:ping"}"""u8.ToArray()), default);

        Assert.That(CodeOf((Ending.Close)line.Connection.WhenEnding.Result()), Is.EqualTo(4100));
    }

    [Test]
    public async Task Does_not_end_a_connection_that_plays_dead_but_on_order()
    {
        var line = new ServiceLine(_stage.Time);
        line.Connection.Session = await BeginAsync(line, "?protocol=7");
        line.Connection.StopAnswering();

        _stage.Time.Advance(TimeSpan.FromSeconds(150));
        bool isOpen = line.Connection.IsOpen;
        _ = line.Connection.FailAsync(4200, "Moved.");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(isOpen, Is.True);
            Assert.That(CodeOf((Ending.Close)line.Connection.WhenEnding.Result()), Is.EqualTo(4200));
        }
    }

    [Test]
    public async Task Acts_a_row_by_an_event_and_an_empty_reason()
    {
        var line = new ServiceLine(_stage.Time);
        line.Connection.Session = await BeginAsync(line, "?protocol=7");

        _ = line.Connection.ActAsync(Row("Over Quota"));

        string wire = Encoding.UTF8.GetString(await line.FinishAsync());
        using (Assert.EnterMultipleScope())
        {
            Assert.That(wire, Does.Contain("""{"event":"pusher:error","data":{"code":4004,"message":"The app is over quota for connections."}}"""));
            Assert.That(CodeOf((Ending.Close)line.Connection.WhenEnding.Result()), Is.EqualTo(4004));
            Assert.That(wire, Has.Length.EqualTo(wire.IndexOf("connections.\"}}", StringComparison.Ordinal) + "connections.\"}}".Length + 4));
        }
    }

    [Test]
    public async Task Acts_a_row_that_is_chosen_by_its_reason_with_that_reason()
    {
        var line = new ServiceLine(_stage.Time);
        line.Connection.Session = await BeginAsync(line, "?protocol=7");

        _ = line.Connection.ActAsync(Row("Token Revoked"));

        string wire = Encoding.UTF8.GetString(await line.FinishAsync());
        Assert.That(wire, Does.EndWith("capability token revoked").And.Not.Contain("pusher:error"));
    }

    [Test]
    public async Task Fails_and_tells_on_order()
    {
        var line = new ServiceLine(_stage.Time);
        line.Connection.Session = await BeginAsync(line, "?protocol=7");

        line.Connection.TellError(4301, "Slower.");
        bool isOpen = line.Connection.IsOpen;
        _ = line.Connection.FailAsync(4200, "Moved.");

        string wire = Encoding.UTF8.GetString(await line.FinishAsync());
        using (Assert.EnterMultipleScope())
        {
            Assert.That(isOpen, Is.True);
            Assert.That(wire, Does.Contain("""{"event":"pusher:error","data":{"code":4301,"message":"Slower."}}"""));
            Assert.That(wire, Does.Contain("""{"event":"pusher:error","data":{"code":4200,"message":"Moved."}}"""));
            Assert.That(CodeOf((Ending.Close)line.Connection.WhenEnding.Result()), Is.EqualTo(4200));
        }
    }

    [Test]
    public async Task Takes_the_capability_token_out_of_the_query_unless_the_handshake_did()
    {
        _stage.Registry.Issue("one");
        var line = new ServiceLine(_stage.Time);
        var judged = new ServiceLine(_stage.Time);

        using PusherServerSession own = await BeginAsync(line, "?protocol=2&token=unknown", KnownDialects.Sockudo);
        using PusherServerSession other = await BeginAsync(judged, "?protocol=2&token=unknown", KnownDialects.Sockudo, new TokenPlacement(TokenLocation.Query));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(line.Connection.IsOpen, Is.False);
            Assert.That(judged.Connection.IsOpen, Is.True);
        }
    }

    [Test]
    public void Does_not_speak_for_other_protocols() =>
        Assert.That(() => new ServiceLine(_stage.Time).Connection.FailAsync(4200, ""), Throws.InvalidOperationException);

    private async Task<PusherServerSession> BeginAsync(ServiceLine line, string query, CloseDialect? dialect = null, TokenPlacement? place = null)
    {
        var options = new TokenGatewayOptions { Dialect = dialect ?? KnownDialects.Pusher, Session = SessionKind.Pusher, TokenPlacement = place };
        var session = new PusherServerSession(line, _stage.Channels, new SessionDial($"/app/{Stage.Key}", QueryOf(query)), options);
        await session.BeginAsync(default);
        return session;
    }

    private static CloseRule Row(string name) => KnownDialects.Pusher.Rules.Single(row => row.Name == name);

    private static int CodeOf(Ending.Close close) => BinaryPrimitives.ReadUInt16BigEndian(close.Frame.Span[2..]);

    private static IQueryCollection QueryOf(string query)
    {
        var context = new DefaultHttpContext();
        context.Request.QueryString = new QueryString(query);
        return context.Request.Query;
    }
}
