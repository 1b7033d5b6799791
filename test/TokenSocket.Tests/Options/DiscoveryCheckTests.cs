using TokenSocket.CloseCodes;
using TokenSocket.Dialects;

namespace TokenSocket.Tests.Options;

public sealed class DiscoveryCheckTests
{
    [Test]
    public void Wants_a_dialect_that_says_where_to_ask() =>
        Assert.That(
            FaultsOf("wss://gateway.example/ws", KnownDialects.TokenSocket),
            Is.EqualTo(new[]
            {
                "TokenSocket:Discovery is of no use with the dialect 'tokensocket', which does not say where to ask; set it to false, or take a dialect that does, such as 'wiresocket'.",
            }));

    [Test]
    public void Takes_a_dialect_of_ones_own() =>
        Assert.That(FaultsOf("wss://gateway.example/ws", KnownDialects.TokenSocket with { Discovery = new DiscoveryEndpoint("/where", "room") }), Is.Empty);

    [TestCase("wss://gateway.example")]
    [TestCase("wss://gateway.example/")]
    [TestCase("wss://gateway.example/ws?documentName=")]
    public void Wants_an_address_that_names_a_document(string url) =>
        Assert.That(
            FaultsOf(url, KnownDialects.WireSocket),
            Is.EqualTo(new[] { "TokenSocket:GatewayUrl names nothing that discovery could ask for; put documentName into its query." }));

    [TestCase("wss://gateway.example/notes")]
    [TestCase("wss://gateway.example/?documentName=notes")]
    public void Takes_one_that_does(string url) => Assert.That(FaultsOf(url, KnownDialects.WireSocket), Is.Empty);

    [TestCase(null)]
    [TestCase("gateway.example")]
    [TestCase("https://gateway.example")]
    public void Leaves_an_address_that_is_wrong_to_whom_it_belongs(string? url) =>
        Assert.That(FaultsOf(url, KnownDialects.WireSocket), Has.Count.EqualTo(1).And.None.Contain("discovery"));

    [Test]
    public void Says_nothing_where_it_is_off() =>
        Assert.That(OptionsCheck.FaultsOf(new TokenSocketOptions { GatewayUrl = new Uri("wss://gateway.example") }), Is.Empty);

    private static IReadOnlyList<string> FaultsOf(string? url, CloseDialect dialect) => OptionsCheck.FaultsOf(new TokenSocketOptions
    {
        GatewayUrl = url is null ? null : new Uri(url, UriKind.RelativeOrAbsolute),
        Dialect = dialect,
        Discovery = true,
    });
}
