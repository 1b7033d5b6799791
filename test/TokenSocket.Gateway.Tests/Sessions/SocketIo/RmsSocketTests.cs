using System.Threading.Channels;
using TokenSocket.CloseCodes;
using TokenSocket.Dialects;

namespace TokenSocket.Gateway.Tests.Sessions.SocketIo;

/// <summary>LSports' server as a client meets it, from the handshake to the close frame.</summary>
internal sealed class RmsSocketTests
{
    private const string Address = "/rms-socket/socket.io?EIO=4&transport=websocket";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Channel<GatewayConnection> _connections = Channel.CreateUnbounded<GatewayConnection>();
    private InMemoryHost _host = null!;
    private Func<string, int?>? _judge;

    [SetUp]
    public void Start()
    {
        _judge = null;
        _host = new InMemoryHost(options =>
        {
            options.Dialect = KnownDialects.LSports;
            options.Session = SessionKind.SocketIo;
            options.SocketIo.JudgeCustomer = customer => _judge?.Invoke(customer);
            options.OnConnected = (connection, _) => _connections.Writer.WriteAsync(connection, CancellationToken.None);
        });
        _host.Tokens.Issue("good");
    }

    [Test]
    public async Task Client_that_joined_gets_bets_until_it_is_closed()
    {
        using InMemoryClient client = Dial();
        string open = await client.ReceiveAsync();
        await client.SendAsync("40");
        string connected = await client.ReceiveAsync();
        GatewayConnection connection = await ConnectionAsync();
        await client.SendAsync("""420["join","777"]""");
        string joined = await client.ReceiveAsync();
        await connection.EmitAsync("RESERVE_BET_REJECT", 7, new byte[] { 1 });
        string bet = await client.ReceiveAsync();
        string bytes = await client.ReceiveAsync();
        Task closing = connection.CloseAsync(4403, "Revoked.");

        Assert.That((open[..7], connected[..8], joined, bet, bytes, await client.ReceiveAsync()), Is.EqualTo((
            "0{\"sid\"", "40{\"sid\"", """430[{"ok":true}]""", """451-["RESERVE_BET_REJECT",7,{"_placeholder":true,"num":0}]""", "01", "closed 4403")));
        await closing.WaitAsync(Patience);
    }

    [Test]
    public async Task Client_without_pongs_is_closed_without_a_code()
    {
        using InMemoryClient client = Dial();
        await client.ReceiveAsync();
        await client.SendAsync("40");
        await client.ReceiveAsync();
        await ConnectionAsync();

        _host.Time.Advance(TimeSpan.FromSeconds(45));

        Assert.That((await client.ReceiveAsync(), await client.ReceiveAsync()), Is.EqualTo(("2", "closed 1005")));
    }

    [Test]
    public async Task Gateway_that_plays_dead_is_not_woken_by_its_session()
    {
        using InMemoryClient client = Dial();
        await client.ReceiveAsync();
        await client.SendAsync("40");
        await client.ReceiveAsync();
        GatewayConnection connection = await ConnectionAsync();

        connection.StopAnswering();
        _host.Time.Advance(TimeSpan.FromHours(1));

        Assert.That(connection.IsOpen, Is.True);
        connection.Drop();
    }

    [Test]
    public async Task Handler_that_throws_closes_with_1011()
    {
        var host = new InMemoryHost(options =>
        {
            options.Session = SessionKind.SocketIo;
            options.TokenPlacement = new TokenPlacement(TokenLocation.None);
            options.SocketIo.OnEvent = (_, _, _) => throw new InvalidOperationException("mine");
        });
        using InMemoryClient client = host.Dial(Address);
        await client.ReceiveAsync();
        await client.SendAsync("40");
        await client.ReceiveAsync();

        await client.SendAsync("""42["a"]""");

        Assert.That(await client.ReceiveAsync(), Is.EqualTo("closed 1011"));
    }

    [Test]
    public async Task Refused_session_is_told_in_a_frame_until_sessions_are_accepted_again()
    {
        _host.Gateway.RefuseSessions("Unauthorized", 401);
        using InMemoryClient client = Dial();
        await client.ReceiveAsync();
        await client.SendAsync("40");
        string refused = await client.ReceiveAsync();

        _host.Gateway.AcceptSessions();
        await client.SendAsync("40");

        Assert.That((refused, (await client.ReceiveAsync())[..2]), Is.EqualTo(("""44{"message":"Unauthorized","data":{"statusCode":401}}""", "40")));
    }

    [TestCase("Bearer bad")]
    [TestCase("")]
    public async Task Token_that_is_not_accepted_is_a_close_after_the_upgrade(string authorization)
    {
        using InMemoryClient client = _host.Dial(Address, ("Authorization", authorization), ("customerid", "777"));

        Assert.That(await client.ReceiveAsync(), Is.EqualTo("closed 4401"));
    }

    [TestCase("", 401, "Missing `customerid` header.")]
    [TestCase("  ", 401, "Missing `customerid` header.")]
    [TestCase("abc", 400, "Invalid `customerid` format.")]
    [TestCase("7-7", 400, "Invalid `customerid` format.")]
    [TestCase("٧", 400, "Invalid `customerid` format.")]
    [TestCase("402", 402, "Account inactive or expired.")]
    [TestCase("403", 403, "Customer id not found.")]
    public async Task Customer_is_looked_at_before_the_upgrade(string customer, int status, string body)
    {
        _judge = number => number is "402" or "403" ? status : null;

        Assert.That(await _host.RefusedAsync(Address, ("Authorization", "Bearer good"), ("customerid", customer)), Is.EqualTo((status, body)));
    }

    [TestCase("/", "Transport unknown")]
    [TestCase("/?EIO=4", "Transport unknown")]
    [TestCase("/?EIO=4&transport=polling", "Transport unknown")]
    [TestCase("/?transport=websocket", "Unsupported protocol version")]
    [TestCase("/?EIO=3&transport=websocket", "Unsupported protocol version")]
    public async Task Query_is_looked_at_before_the_customer(string path, string body)
    {
        Assert.That(await _host.RefusedAsync(path, ("customerid", "abc")), Is.EqualTo((400, body)));
    }

    [Test]
    public async Task Refusal_on_order_comes_before_everything()
    {
        _host.Gateway.RefuseHandshakes(403, body: "No.");

        Assert.That(await _host.RefusedAsync("/", ("customerid", "abc")), Is.EqualTo((403, "No.")));
    }

    private InMemoryClient Dial() => _host.Dial(Address, ("Authorization", "Bearer good"), ("customerid", "777"));

    private Task<GatewayConnection> ConnectionAsync() => _connections.Reader.ReadAsync().AsTask().WaitAsync(Patience);
}
