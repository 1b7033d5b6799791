using System.Text.Json;
using TokenSocket.Dialects;

namespace TokenSocket.Gateway.Tests.Sessions.SocketIo;

/// <summary>Frames as they were seen on the wire, byte for byte but for the ids.</summary>
internal sealed class GoldenFrameTests
{
    private const string Id = "[A-Za-z0-9_-]{20}";

    [Test]
    public void Open_packet_comes_at_once()
    {
        var stage = new Stage();

        stage.Begin();

        Assert.That(stage.Sent, Has.One.Match($$"""^0\{"sid":"{{Id}}","upgrades":\[\],"pingInterval":25000,"pingTimeout":20000,"maxPayload":100000\}$"""));
    }

    [Test]
    public void Open_packet_tells_what_the_options_say()
    {
        var stage = new Stage();
        stage.Options.SocketIo.PingInterval = TimeSpan.FromMilliseconds(300);
        stage.Options.SocketIo.PingTimeout = TimeSpan.FromMilliseconds(200);
        stage.Options.SocketIo.MaxPayload = 7;

        stage.Begin();

        Assert.That(stage.Sent.Single(), Does.EndWith(""","upgrades":[],"pingInterval":300,"pingTimeout":200,"maxPayload":7}"""));
    }

    [TestCase("40")]
    [TestCase("""40{"token":"x"}""")]
    [TestCase("40/,")]
    public void Connect_is_answered_with_another_id(string connect)
    {
        var stage = new Stage();
        stage.Begin();
        string id = JsonDocument.Parse(stage.Sent.Single()[1..]).RootElement.GetProperty("sid").GetString()!;

        stage.Receive(connect);

        string answer = stage.Sent.Single();
        Assert.That(answer, Does.Match($$"""^40\{"sid":"{{Id}}"\}$"""));
        Assert.That(answer, Does.Not.Contain(id));
    }

    [Test]
    public void Join_is_acknowledged()
    {
        Stage stage = Stage.Connected();

        stage.Receive("""420["join","777"]""");

        Assert.That(stage.Sent, Is.EqualTo(["""430[{"ok":true}]"""]));
    }

    [Test]
    public async Task Bet_is_an_event()
    {
        Stage stage = Stage.Connected(dialect: null, """420["join","777"]""");

        bool sent = await stage.Connection.EmitAsync("RESERVE_BET_ACCEPT", new Dictionary<string, object>(StringComparer.Ordinal) { ["betId"] = "ü<1>", ["stake"] = 2.5 });

        Assert.That((sent, stage.Sent.Single()), Is.EqualTo((true, """42["RESERVE_BET_ACCEPT",{"betId":"ü<1>","stake":2.5}]""")));
    }

    [Test]
    public void Ping_of_the_server_is_a_two()
    {
        Stage stage = Stage.Connected();

        stage.Time.Advance(TimeSpan.FromSeconds(25));
        stage.Receive("3");

        Assert.That(stage.Sent, Is.EqualTo(["2"]));
    }

    [Test]
    public void Refusal_of_a_middleware_carries_its_status()
    {
        var stage = new Stage { Refusal = new SocketIoRefusal("Unauthorized", 401) };
        stage.Begin();
        _ = stage.Sent;

        stage.Receive("40");

        Assert.That(stage.Sent, Is.EqualTo(["""44{"message":"Unauthorized","data":{"statusCode":401}}"""]));
    }

    [TestCase("40/nope,")]
    [TestCase("40/nope")]
    [TestCase("40/nope?a=b,{}")]
    public void Unknown_namespace_is_invalid(string connect)
    {
        var stage = new Stage();
        stage.Begin();
        _ = stage.Sent;

        stage.Receive(connect);

        Assert.That(stage.Sent, Is.EqualTo(["""44/nope,{"message":"Invalid namespace"}"""]));
    }

    [Test]
    public void Disconnect_of_the_server_leaves_the_socket_open()
    {
        Stage stage = Stage.Connected();

        _ = stage.Connection.DisconnectSessionAsync();

        Assert.That((string.Join(' ', stage.Sent), stage.Closed), Is.EqualTo(("41", (int?)null)));
    }

    [Test]
    public void Disconnect_with_the_transport_closes_without_a_code()
    {
        Stage stage = Stage.Connected();

        _ = stage.Connection.DisconnectSessionAsync(closeTransport: true);

        Assert.That((string.Join(' ', stage.Sent), stage.Closed), Is.EqualTo(("41", (int?)1005)));
    }

    [Test]
    public async Task Binary_event_is_followed_by_its_bytes()
    {
        Stage stage = Stage.Connected(KnownDialects.TokenSocket);

        await stage.Connection.EmitAsync("odds", new byte[] { 1, 2 }, "text", new ReadOnlyMemory<byte>([3]));

        Assert.That(stage.Sent, Is.EqualTo(["""452-["odds",{"_placeholder":true,"num":0},"text",{"_placeholder":true,"num":1}]""", "0102", "03"]));
    }
}
