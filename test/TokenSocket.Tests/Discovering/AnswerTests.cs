using TokenSocket.CloseCodes;
using TokenSocket.Notices;
using TokenSocket.Secrecy;
using TokenSocket.Testing;
using static TokenSocket.Tests.Discovering.DiscoveryBench;

namespace TokenSocket.Tests.Discovering;

public sealed class AnswerTests
{
    [TestCase("wss://us-east.wiresocket.net/doc?documentName=notes", "wss://us-east.wiresocket.net/doc?documentName=notes")]
    [TestCase("wss://gateway.example:8443/doc?documentName=notes", "wss://gateway.example:8443/doc?documentName=notes")]
    [TestCase("wss://us-east.wiresocket.net", "wss://us-east.wiresocket.net/ws?documentName=notes")]
    [TestCase("wss://us-east.wiresocket.net/?documentName=notes-2", "wss://us-east.wiresocket.net/ws?documentName=notes-2")]
    [TestCase("wss://us-east.wiresocket.net/doc?x=1", "wss://us-east.wiresocket.net/doc?x=1&documentName=notes")]
    [TestCase("wss://allowed.example/doc", "wss://allowed.example/doc?documentName=notes")]
    public async Task Dials_the_address_that_is_named(string url, string dialled)
    {
        var (bench, discovery) = Make(change: options => options with { RedirectHosts = ["allowed.example"] });
        discovery.Name(url);

        await bench.Client.StartAsync();

        Assert.That(bench.Dialled(), Is.EqualTo(new[] { dialled }));
    }

    [Test]
    public async Task Keeps_what_the_gateways_path_and_query_have_as_it_is_written()
    {
        var (bench, discovery) = Make("wss://gateway.example/a%20b/c%2Fd?key=%2b%20x&flag&documentName=my+notes");
        discovery.Name("wss://us-east.wiresocket.net/?documentName=my");

        await bench.Client.StartAsync();

        Assert.That(bench.Dialled(), Is.EqualTo(new[] { "wss://us-east.wiresocket.net/a%20b/c%2Fd?documentName=my&key=%2b%20x&flag" }));
    }

    [Test]
    public async Task Puts_the_token_into_its_place_there()
    {
        var (bench, discovery) = Make();
        discovery.Name(Node);

        await bench.Client.StartAsync();

        Assert.That(bench.Gateway.Connection.Request.SubProtocols, Is.EqualTo(new[] { "access_token", RunSecrets.Token }));
    }

    [Test]
    public async Task Tells_of_another_address_once_the_attempt_is_announced()
    {
        var (bench, discovery) = Make();
        discovery.Name(Node);

        await bench.Client.StartAsync();

        Assert.That(bench.Notices.All, Is.EqualTo(new ConnectionNotice[]
        {
            new Connecting(1),
            new Redirected(new Uri("wss://gateway.example/ws"), new Uri("wss://us-east.wiresocket.net/doc")),
            new Connected(),
        }));
    }

    [TestCase("wss://gateway.example/ws?documentName=notes")]
    [TestCase("wss://gateway.example/ws?documentName=notes-2&region=us")]
    [TestCase("wss://gateway.example/")]
    public async Task Tells_nothing_where_only_the_query_differs(string url)
    {
        var (bench, discovery) = Make();
        discovery.Name(url);

        await bench.Client.StartAsync();

        Assert.That(bench.Notices.All, Is.EqualTo(new ConnectionNotice[] { new Connecting(1), new Connected() }));
    }

    [TestCase("""{"url":"wss://us-east.wiresocket.net/doc"}""")]
    [TestCase("""  { "isNew": "perhaps", "region": 7, "url": " wss://us-east.wiresocket.net/doc ", "more": [] }  """)]
    [TestCase("""{"url":"wss:\u002f\u002fus-east.wiresocket.net/doc"}""")]
    public async Task Asks_for_nothing_but_the_url(string body)
    {
        var (bench, discovery) = Make();
        discovery.Answer(body);

        await bench.Client.StartAsync();

        Assert.That(bench.Dialled(), Is.EqualTo(new[] { "wss://us-east.wiresocket.net/doc?documentName=notes" }));
    }

    [TestCase(4003, ReconnectVerdict.Never)]
    [TestCase(4004, ReconnectVerdict.AfterBackoff)]
    public async Task A_close_there_is_judged_as_one_at_the_gateway(int code, ReconnectVerdict verdict)
    {
        var (bench, discovery) = Make();
        discovery.Name(Node);
        await bench.Client.StartAsync();

        bench.Gateway.Close(code);

        Assert.That(bench.Notices.Of<Disconnected>().Single().Verdict, Is.EqualTo(verdict));
    }

    [Test]
    public async Task May_lead_from_ws_to_wss_where_the_token_may_go()
    {
        var (bench, discovery) = Make("ws://gateway.example/ws", tokens: new FakeTokens("a-token"));
        discovery.Name("wss://gateway.example/ws");

        await bench.Client.StartAsync();

        Assert.That((bench.Client.CurrentStatus, bench.Dialled().Single()), Is.EqualTo((ConnectionStatus.Connected, "wss://gateway.example/ws")));
    }

    [Test]
    public async Task The_token_never_goes_unencrypted_to_another_host_that_is_named()
    {
        var (bench, discovery) = Make("ws://localhost/ws");
        discovery.Name("ws://us-east.wiresocket.net/doc");

        await bench.Client.StartAsync();

        Assert.That((bench.Gateway.Dials.Count, bench.Notices.Of<Disconnected>().Single().Info.Cause), Is.EqualTo((0, DisconnectCause.TokenUnavailable)));
    }

    [Test]
    public async Task A_secret_in_the_path_that_is_named_is_masked()
    {
        var (bench, discovery) = Make(change: options => options with { Token = "a-token-in-a-path" });
        discovery.Name("wss://us-east.wiresocket.net/a-token-in-a-path");

        await bench.Client.StartAsync();

        Assert.That(bench.Notices.Of<Redirected>().Single().To.AbsoluteUri, Is.EqualTo("wss://us-east.wiresocket.net/***"));
    }

    [Test]
    public async Task A_secret_in_the_query_that_is_named_is_masked_where_the_server_echoes_it()
    {
        var (bench, discovery) = Make();
        discovery.Name("wss://us-east.wiresocket.net/doc?ticket=a-ticket-of-one-dial");
        await bench.Client.StartAsync();

        bench.Gateway.Close(1011, "Bad ticket a-ticket-of-one-dial.");

        Assert.That(bench.Notices.Of<Disconnected>().Single().Info.Reason, Is.EqualTo("Bad ticket ***."));
    }
}
