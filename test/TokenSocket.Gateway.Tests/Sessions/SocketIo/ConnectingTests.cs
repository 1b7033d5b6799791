using TokenSocket.CloseCodes;
using TokenSocket.Dialects;

namespace TokenSocket.Gateway.Tests.Sessions.SocketIo;

internal sealed class ConnectingTests
{
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);

    private Stage _stage = null!;

    [SetUp]
    public void Start()
    {
        _stage = new Stage();
        _stage.Begin();
        _ = _stage.Sent;
    }

    [Test]
    public void Service_hears_of_a_client_once_it_is_in_a_namespace()
    {
        int before = _stage.Opened;
        _stage.Receive("40");

        Assert.That((before, _stage.Opened), Is.EqualTo((0, 1)));
    }

    [Test]
    public void Client_that_connects_to_nothing_is_closed_after_45_seconds()
    {
        PongThrough(TimeSpan.FromSeconds(45) - Tick);
        int? early = _stage.Closed;
        _stage.Time.Advance(Tick);

        Assert.That((early, _stage.Closed), Is.EqualTo(((int?)null, (int?)1005)));
    }

    [Test]
    public void Refused_client_keeps_its_socket_and_its_pings_until_then()
    {
        _stage.Refusal = new SocketIoRefusal("Unauthorized", 401);
        _stage.Receive("40");
        _ = _stage.Sent;

        PongThrough(TimeSpan.FromSeconds(45) - Tick);
        (string Sent, int? Closed) early = (string.Join(' ', _stage.Sent), _stage.Closed);
        _stage.Time.Advance(Tick);

        Assert.That((early, _stage.Closed, _stage.Opened), Is.EqualTo((("2", (int?)null), (int?)1005, 0)));
    }

    [Test]
    public void Connected_client_stays()
    {
        _stage.Receive("40");

        PongThrough(TimeSpan.FromSeconds(50));

        Assert.That(_stage.Closed, Is.Null);
    }

    [Test]
    public void Client_may_try_again_after_a_refusal()
    {
        _stage.Refusal = new SocketIoRefusal("Later");
        _stage.Receive("40");
        _stage.Refusal = null;
        _stage.Receive("40");

        string[] sent = _stage.Sent;
        Assert.That((sent[0], sent[1][..9], sent.Length), Is.EqualTo(("""44{"message":"Later"}""", """40{"sid":""", 2)));
    }

    [Test]
    public void Service_may_refuse_by_what_the_client_brings()
    {
        _stage.Options.SocketIo.OnConnect = (_, auth, _) =>
            ValueTask.FromResult(auth?.GetProperty("token").GetString() == "good" ? null : new SocketIoRefusal("Bad token", 403));

        _stage.Receive("""40{"token":"bad"}""");
        _stage.Receive("""40{"token":"good"}""");

        string[] sent = _stage.Sent;
        Assert.That((sent[0], sent[1][..2]), Is.EqualTo(("""44{"message":"Bad token","data":{"statusCode":403}}""", "40")));
    }

    [Test]
    public void Connect_without_an_object_brings_nothing()
    {
        var brought = new List<bool>();
        _stage.Options.SocketIo.OnConnect = (_, auth, _) =>
        {
            brought.Add(auth is not null);
            return default;
        };

        _stage.Receive("40");

        Assert.That(brought, Is.EqualTo([false]));
    }

    [Test]
    public void Connect_is_left_unanswered_on_order()
    {
        _stage.Options.SocketIo.AnswerConnects = false;

        _stage.Receive("40");

        Assert.That((_stage.Sent.Length, _stage.Closed, _stage.Opened), Is.EqualTo((0, (int?)null, 0)));
    }

    [Test]
    public async Task Other_namespace_is_a_session_of_its_own()
    {
        _stage.Options.SocketIo.Namespaces.Add("/chat");
        _stage.Receive("40/chat,");
        string connected = _stage.Sent.Single();
        _stage.Receive("""42/chat,["hello"]""");
        await _stage.Connection.EmitAsync("greeting");

        Assert.That(connected, Does.StartWith("""40/chat,{"sid":"""));
        Assert.That((_stage.Sent, _stage.Delivered), Is.EqualTo((new[] { """42/chat,["greeting"]""" }, new[] { """["hello"]""" })));
    }

    [Test]
    public async Task Client_that_left_gets_no_events()
    {
        _stage.Receive("40");
        _stage.Receive("41");
        _ = _stage.Sent;

        Assert.That((await _stage.Connection.EmitAsync("a"), _stage.Sent.Length), Is.EqualTo((false, 0)));
    }

    [Test]
    public async Task Client_that_was_disconnected_gets_no_events_until_it_comes_back()
    {
        _stage.Receive("40");
        await _stage.Connection.DisconnectSessionAsync();
        bool without = await _stage.Connection.EmitAsync("a");
        _stage.Receive("40");

        Assert.That((without, await _stage.Connection.EmitAsync("a")), Is.EqualTo((false, true)));
    }

    [Test]
    public void Row_about_the_session_is_a_refusal_with_its_status()
    {
        CloseRule row = KnownDialects.LSports.Rules.Single(rule => rule.Cause == DisconnectCause.InBand);
        _stage.Receive("40");
        _ = _stage.Sent;

        _ = _stage.Connection.ActAsync(row);

        Assert.That((_stage.Sent.Single(), _stage.Closed), Is.EqualTo((
            """44{"message":"Invalid `customerid` format.","data":{"statusCode":400}}""", (int?)null)));
    }

    [TestCase(401)]
    [TestCase(402)]
    [TestCase(403)]
    [TestCase(429)]
    [TestCase(500)]
    public void Row_about_a_status_is_told_in_the_session_too(int status)
    {
        CloseRule row = KnownDialects.LSports.Rules.Single(rule => rule.Codes.Contains(status));

        _ = _stage.Connection.ActAsync(row);
        PongThrough(TimeSpan.FromSeconds(45));

        Assert.That(_stage.Sent[0], Does.EndWith($$$""","data":{"statusCode":{{{status}}}}}"""));
        Assert.That(_stage.Closed, Is.EqualTo(1005));
    }

    [Test]
    public void Row_about_a_close_code_is_a_close()
    {
        _stage.Receive("40");
        _ = _stage.Sent;

        _ = _stage.Connection.ActAsync(KnownDialects.LSports.Rules.Single(rule => rule.Codes.Contains(4401)));

        Assert.That((_stage.Sent.Length, _stage.Connection.IsOpen), Is.EqualTo((0, false)));
    }

    private void PongThrough(TimeSpan time)
    {
        _stage.Time.Advance(TimeSpan.FromSeconds(25));
        _stage.Receive("3");
        _stage.Time.Advance(time - TimeSpan.FromSeconds(25));
        _stage.Receive("3");
    }
}
