using TokenSocket.Contracts;
using TokenSocket.Dialects;

namespace TokenSocket.Loopback.Tests.Client.Sessions;

/// <summary>The address, the headers and the query that RMS-Socket is dialled with; and what is not dialled at all.</summary>
public sealed class CustomerIdTests
{
    private const string Missing = "TokenSocket:Headers:customerid is missing: add `customerid` to the headers; the dialect 'lsports' needs it.";
    private const string NotNumeric = "TokenSocket:Headers:customerid must have numeric characters only for the dialect 'lsports'; it is '***'.";

    [TestCase(null, Missing)]
    [TestCase("", NotNumeric)]
    [TestCase("47x11", NotNumeric)]
    [TestCase("-4711", NotNumeric)]
    public async Task A_customer_id_that_will_not_do_is_refused_before_anything_is_dialled(string? id, string fault)
    {
        await using var server = new RawServer((_, _) => Task.CompletedTask);

        var refused = Assert.Throws<OptionsException>(() => _ = new TokenSocketClient(OptionsFor(server.Url(), id)));

        Assert.That((refused!.Message, server.Connections), Is.EqualTo((fault, 0)));
    }

    [Test]
    public async Task A_change_to_one_that_will_not_do_is_refused_and_the_session_stays()
    {
        var (stage, peer) = await RmsStage.JoinedAsync();
        await using var _ = stage;

        var refused = Assert.Throws<OptionsException>(() => stage.Client.UpdateOptions(OptionsFor(stage.Server.Url, "47x11")));

        Assert.That((refused!.Message, peer.IsOpen, stage.Server.Gateway.HandshakesSeen), Is.EqualTo((NotNumeric, true, 1L)));
    }

    [TestCase("", "?EIO=4&transport=websocket")]
    [TestCase("?transport=websocket", "?transport=websocket&EIO=4")]
    [TestCase("?region=eu", "?region=eu&EIO=4&transport=websocket")]
    public async Task The_handshake_has_the_customer_the_bearer_and_the_query(string given, string sent)
    {
        var requests = new Seen<string>();
        await using var server = new RawServer(async (stream, stopping) => requests.Add(await RawServer.ReadRequestAsync(stream, stopping)));
        await using var rig = new Rig(OptionsFor(new Uri(server.Url(), given), "4711") with { Token = "a-token" });

        await rig.Client.StartAsync();
        var lines = (await requests.NextAsync()).Split("\r\n");

        Assert.That(lines[0], Is.EqualTo($"GET /gateway{sent} HTTP/1.1"));
        Assert.That(lines, Does.Contain("customerid: 4711").And.Contain("Authorization: Bearer a-token"));
    }

    private static TokenSocketOptions OptionsFor(Uri address, string? id)
    {
        var options = new TokenSocketOptions { GatewayUrl = address, Dialect = KnownDialects.LSports };
        if (id is not null)
        {
            options.Headers["customerid"] = id;
        }

        return options;
    }
}
