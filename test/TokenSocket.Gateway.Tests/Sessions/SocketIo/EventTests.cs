using System.Text.Json;
using TokenSocket.Dialects;

namespace TokenSocket.Gateway.Tests.Sessions.SocketIo;

internal sealed class EventTests
{
    private readonly List<SocketIoEvent> _told = [];

    [SetUp]
    public void Start() => _told.Clear();

    [Test]
    public void Event_comes_with_its_arguments()
    {
        Stage stage = Listening(answer: null);

        stage.Receive("""42["bet",1,"two",null,{"three":[3]}]""");

        SocketIoEvent told = _told.Single();
        Assert.That((told.Namespace, told.Name, told.WantsAnswer, JsonSerializer.Serialize(told.Arguments)), Is.EqualTo((
            "/", "bet", false, """[1,"two",null,{"three":[3]}]""")));
    }

    [Test]
    public void Event_is_a_message_where_nobody_listens_for_events()
    {
        Stage stage = Stage.Connected();

        stage.Receive("""427["bet",1]""");

        Assert.That((stage.Delivered, stage.Sent.Length), Is.EqualTo((new[] { """["bet",1]""" }, 0)));
    }

    [Test]
    public void Event_is_acknowledged_with_what_the_service_answers()
    {
        Stage stage = Listening(answer: ["yes", 1, null]);

        stage.Receive("""4212["bet"]""");

        Assert.That((stage.Sent.Single(), _told[0].WantsAnswer), Is.EqualTo(("""4312["yes",1,null]""", true)));
    }

    [Test]
    public void Event_that_asks_for_nothing_is_not_acknowledged()
    {
        Stage stage = Listening(answer: ["yes"]);

        stage.Receive("""42["bet"]""");

        Assert.That(stage.Sent, Is.Empty);
    }

    [Test]
    public void Bytes_may_be_an_answer()
    {
        Stage stage = Listening(answer: [new byte[] { 255 }]);

        stage.Receive("""420["bet"]""");

        Assert.That(stage.Sent, Is.EqualTo(["""461-0[{"_placeholder":true,"num":0}]""", "FF"]));
    }

    [Test]
    public void Binary_event_waits_for_its_bytes()
    {
        Stage stage = Listening(answer: null);

        stage.Receive("""452-3["odds",{"_placeholder":true,"num":1},{"a":{"_placeholder":true,"num":0}}]""");
        stage.Receive([1]);
        int early = _told.Count;
        stage.Receive([2, 3]);

        Assert.That((early, string.Join(' ', _told.Single().Attachments.Select(bytes => Convert.ToHexString(bytes.Span)))), Is.EqualTo((0, "01 0203")));
    }

    [Test]
    public void Number_may_stand_in_the_place_of_a_name()
    {
        Stage stage = Listening(answer: null);

        stage.Receive("42[7]");

        Assert.That(_told.Single().Name, Is.EqualTo("7"));
    }

    [Test]
    public void Handler_that_throws_is_the_callers_business()
    {
        Stage stage = Stage.Connected();
        stage.Options.SocketIo.OnEvent = (_, _, _) => throw new InvalidOperationException("mine");

        Assert.That(() => stage.Receive("""42["bet"]"""), Throws.InvalidOperationException.With.Message.EqualTo("mine"));
    }

    [Test]
    public async Task Acknowledgement_of_the_client_is_waited_for()
    {
        Stage stage = Stage.Connected();

        Task<SocketIoAnswer?> first = stage.Connection.EmitWithAckAsync("a", TimeSpan.FromSeconds(10));
        Task<SocketIoAnswer?> second = stage.Connection.EmitWithAckAsync("b", TimeSpan.FromSeconds(10), 1);
        stage.Receive("""431["of the second"]""");
        stage.Receive("""430[]""");

        Assert.That(stage.Sent, Is.EqualTo(["""420["a"]""", """421["b",1]"""]));
        Assert.That(((await first)!.Arguments.Count, (await second)!.Arguments[0].GetString()), Is.EqualTo((0, "of the second")));
    }

    [Test]
    public async Task Acknowledgement_may_be_bytes()
    {
        Stage stage = Stage.Connected();

        Task<SocketIoAnswer?> answer = stage.Connection.EmitWithAckAsync("a", TimeSpan.FromSeconds(10));
        stage.Receive("""461-0[{"_placeholder":true,"num":0}]""");
        stage.Receive([9]);

        Assert.That(Convert.ToHexString((await answer)!.Attachments.Single().Span), Is.EqualTo("09"));
    }

    [Test]
    public async Task Acknowledgement_that_does_not_come_in_time_is_none()
    {
        Stage stage = Stage.Connected();
        Task<SocketIoAnswer?> answer = stage.Connection.EmitWithAckAsync("a", TimeSpan.FromSeconds(10));

        stage.Time.Advance(TimeSpan.FromSeconds(10));
        stage.Receive("430[]");

        Assert.That((await answer, stage.Closed), Is.EqualTo(((SocketIoAnswer?)null, (int?)null)));
    }

    [Test]
    public async Task Acknowledgement_of_another_namespace_is_none()
    {
        Stage stage = Stage.Connected();
        stage.Options.SocketIo.Namespaces.Add("/chat");
        stage.Receive("40/chat,");
        Task<SocketIoAnswer?> answer = stage.Connection.EmitWithAckAsync("a", TimeSpan.FromSeconds(10));

        stage.Receive("43/chat,0[]");
        bool early = answer.IsCompleted;
        stage.Receive("430[]");

        Assert.That((early, (await answer)?.Arguments.Count), Is.EqualTo((false, (int?)0)));
    }

    [Test]
    public async Task Nothing_more_is_waited_for_after_the_end()
    {
        Stage stage = Stage.Connected();
        Task<SocketIoAnswer?> before = stage.Connection.EmitWithAckAsync("a", TimeSpan.FromHours(1));

        stage.Session.Dispose();

        Assert.That((await before, await stage.Connection.EmitWithAckAsync("b", TimeSpan.FromHours(1))), Is.EqualTo(((SocketIoAnswer?)null, (SocketIoAnswer?)null)));
    }

    [TestCase("RESERVE_BET_ACCEPT")]
    [TestCase("RESERVE_BET_REJECT")]
    public async Task Bet_goes_to_clients_that_have_joined(string bet)
    {
        Stage stage = Stage.Connected();

        bool before = await stage.Connection.EmitAsync(bet, "x");
        SocketIoAnswer? answer = await stage.Connection.EmitWithAckAsync(bet, TimeSpan.FromHours(1), "x");
        int sentBefore = stage.Sent.Length;
        stage.Receive("""42["join","777"]""");
        bool after = await stage.Connection.EmitAsync(bet, "x");

        Assert.That((before, answer, sentBefore, after), Is.EqualTo((false, (SocketIoAnswer?)null, 0, true)));
        Assert.That(stage.Sent, Is.EqualTo([$"42[\"{bet}\",\"x\"]"]));
    }

    [Test]
    public async Task Client_that_comes_back_has_to_join_again()
    {
        Stage stage = Stage.Connected(dialect: null, """42["join","777"]""", "41", "40");

        Assert.That(await stage.Connection.EmitAsync("RESERVE_BET_ACCEPT"), Is.False);
    }

    [Test]
    public void Join_is_left_without_acknowledgement_on_order()
    {
        Stage stage = Listening(answer: ["not looked at"]);
        stage.Options.SocketIo.AcknowledgeJoins = false;

        stage.Receive("""420["join","777"]""");

        Assert.That((stage.Sent.Length, _told.Single().Name), Is.EqualTo((0, "join")));
    }

    [Test]
    public void Join_is_acknowledged_before_the_service_hears_of_it()
    {
        Stage stage = Stage.Connected();
        stage.Options.SocketIo.OnEvent = async (connection, _, _) =>
        {
            await connection.EmitAsync("RESERVE_BET_ACCEPT");
            return null;
        };

        stage.Receive("""420["join","777"]""");

        Assert.That(stage.Sent, Is.EqualTo(["""430[{"ok":true}]""", """42["RESERVE_BET_ACCEPT"]"""]));
    }

    [Test]
    public void Join_is_an_event_like_others_elsewhere()
    {
        Stage stage = Stage.Connected(KnownDialects.TokenSocket);

        stage.Receive("""420["join"]""");

        Assert.That((stage.Sent.Length, stage.Delivered.Count), Is.EqualTo((0, 1)));
    }

    [Test]
    public void Name_that_socket_io_keeps_is_refused()
    {
        Stage stage = Stage.Connected();

        Assert.That(() => stage.Connection.EmitAsync("disconnect"), Throws.ArgumentException.With.Message.StartsWith("Socket.IO keeps 'disconnect' for itself."));
    }

    [Test]
    public void Connection_that_speaks_no_socket_io_takes_no_event()
    {
        var plain = new GatewayConnection("x", owner: null, remote: null, new Outbox(1, TimeSpan.FromSeconds(1), TimeProvider.System));

        Assert.That(() => plain.EmitAsync("a"), Throws.InvalidOperationException);
    }

    private Stage Listening(IReadOnlyList<object?>? answer)
    {
        Stage stage = Stage.Connected();
        stage.Options.SocketIo.OnEvent = (_, told, _) =>
        {
            _told.Add(told);
            return ValueTask.FromResult(answer);
        };
        return stage;
    }
}
