using TokenSocket.CloseCodes;
using TokenSocket.Testing;
using static TokenSocket.Tests.Discovering.DiscoveryBench;

namespace TokenSocket.Tests.Discovering;

public sealed class QuestionTests
{
    [TestCase("wss://gateway.example/ws?documentName=notes", "https://gateway.example/discovery?documentName=notes")]
    [TestCase("wss://gateway.example:8443/ws?documentName=notes", "https://gateway.example:8443/discovery?documentName=notes")]
    [TestCase("wss://gateway.example:80/ws?documentName=notes", "https://gateway.example:80/discovery?documentName=notes")]
    [TestCase("ws://localhost/ws?documentName=notes", "http://localhost/discovery?documentName=notes")]
    [TestCase("ws://[::1]:9000/ws?documentName=notes", "http://[::1]:9000/discovery?documentName=notes")]
    [TestCase("wss://gateway.example/ws?documentName=a%26b%20c&key=1", "https://gateway.example/discovery?documentName=a%26b%20c")]
    [TestCase("wss://gateway.example/ws/my%20notes", "https://gateway.example/discovery?documentName=my%20notes")]
    [TestCase("wss://gateway.example/ws/notes/?key=1", "https://gateway.example/discovery?documentName=notes")]
    public async Task Asks_at_the_gateways_host_for_the_document(string gateway, string asked)
    {
        var (bench, discovery) = Make(gateway);

        await bench.Client.StartAsync();

        Assert.That(discovery.Asked, Is.EqualTo(new[] { $"GET {asked}" }));
    }

    [Test]
    public async Task Carries_the_token_and_none_of_the_options_headers()
    {
        var (bench, discovery) = Make(change: options => options with { Headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["X-Key"] = "k" }, UserAgent = "bot" });

        await bench.Client.StartAsync();

        Assert.That(discovery.Headers.Select(Unmarked), Is.EqualTo(new[] { "Accept: application/json, User-Agent: TokenSocket, Authorization: Bearer <token>" }));
    }

    [TestCase("ws://gateway.example/ws", false, TokenLocation.SubProtocol, false)]
    [TestCase("ws://gateway.example/ws", true, TokenLocation.SubProtocol, true)]
    [TestCase("wss://gateway.example/ws", false, TokenLocation.None, false)]
    [TestCase("wss://gateway.example/ws", false, TokenLocation.Query, true)]
    public async Task Carries_the_token_only_where_the_dial_would(string gateway, bool allowInsecure, TokenLocation place, bool carries)
    {
        var (bench, discovery) = Make(
            gateway,
            options => options with { AllowInsecureToken = allowInsecure, TokenPlacement = new TokenPlacement(place) },
            new FakeTokens("a-token"));

        await bench.Client.StartAsync();

        Assert.That(discovery.Headers.Single().Contains("Bearer", StringComparison.Ordinal), Is.EqualTo(carries));
    }

    [Test]
    public async Task Asks_without_a_token_where_there_is_none()
    {
        var (bench, discovery) = Make(change: options => options with { Token = null });

        await bench.Client.StartAsync();

        Assert.That(discovery.Headers, Is.EqualTo(new[] { "Accept: application/json, User-Agent: TokenSocket" }));
    }

    [Test]
    public async Task Is_not_asked_by_default()
    {
        var (bench, discovery) = Make(change: options => options with { Discovery = false });

        await bench.Client.StartAsync();

        Assert.That((discovery.Asked.Count, bench.Dialled().Single()), Is.EqualTo((0, Gateway)));
    }

    [Test]
    public async Task Asks_ahead_of_every_dial_to_the_gateway()
    {
        var (bench, discovery) = Make();
        discovery.Name(Node);
        await bench.Client.StartAsync();

        bench.Gateway.Drop();
        bench.Advance(1);

        Assert.That((discovery.Asked.Count, string.Join(' ', bench.Dialled())), Is.EqualTo((2, $"{Node} {Node}")));
    }

    [Test]
    public async Task Does_not_ask_where_a_close_has_just_named_the_address()
    {
        var (bench, discovery) = Make();
        discovery.Name(Node);
        await bench.Client.StartAsync();

        bench.Gateway.Close(4009, "REDIRECT:wss://eu-west.wiresocket.net/doc");

        Assert.That((discovery.Asked.Count, bench.Dialled()[^1]), Is.EqualTo((1, "wss://eu-west.wiresocket.net/doc")));
    }

    [Test]
    public async Task Does_not_ask_where_a_close_has_named_the_gateway_itself()
    {
        var (bench, discovery) = Make();
        discovery.Name(Node);
        await bench.Client.StartAsync();

        bench.Gateway.Close(4009, $"REDIRECT:{Gateway}");

        Assert.That((discovery.Asked.Count, bench.Dialled()[^1]), Is.EqualTo((1, Gateway)));
    }

    [Test]
    public async Task Asks_again_after_the_redirect_is_forgotten()
    {
        var (bench, discovery) = Make();
        discovery.Name(Node);
        await bench.Client.StartAsync();
        bench.Gateway.Close(4009, "REDIRECT:wss://eu-west.wiresocket.net/doc");

        bench.Gateway.Drop();
        bench.Advance(60);

        Assert.That((discovery.Asked.Count, bench.Dialled()[^1]), Is.EqualTo((2, Node)));
    }
}
