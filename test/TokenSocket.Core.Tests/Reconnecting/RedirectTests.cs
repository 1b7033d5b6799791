using TokenSocket.Reconnecting;

namespace TokenSocket.Core.Tests.Reconnecting;

public sealed class RedirectTests
{
    private const string NoAddress = "The reason names no ws:// or wss:// address.";
    private const string NotOne = "It is no ws:// or wss:// address.";
    private const string Credentials = "The address carries a user name, a password or a fragment.";
    private const string Downgrade = "The address would leave wss for ws.";

    private static readonly Uri Gateway = new("wss://gateway.example/v2");

    [TestCase("wss://gateway.example/v3", TestName = "Goes_to_another_path_of_the_same_host")]
    [TestCase("wss://gateway.example:8443/v2", TestName = "Goes_to_another_port_of_the_same_host")]
    [TestCase("wss://GATEWAY.Example/v2", TestName = "Compares_hosts_without_regard_to_case")]
    [TestCase("wss://gateway.example./v2", TestName = "Takes_a_host_with_its_root_dot_for_the_same")]
    [TestCase(" wss://gateway.example/v2 ", TestName = "Passes_over_spaces_around_the_address")]
    public void Goes_to_the_same_host(string address) =>
        Assert.That(Read(address), Is.EqualTo(new Redirect(new Uri(address.Trim()), null)));

    [TestCase("us-east.example.net", "us-east.example.net")]
    [TestCase("US-East.Example.NET", "us-east.example.net")]
    [TestCase("us-east.example.net", "US-East.Example.NET")]
    [TestCase("us-east.example.net", "*.example.net")]
    [TestCase("us-east.example.net", "*.EXAMPLE.net")]
    [TestCase("a.b.example.net", "*.example.net")]
    public void Goes_to_a_trusted_host(string host, string trusted) =>
        Assert.That(Read($"wss://{host}/v2", trusted).To, Is.EqualTo(new Uri($"wss://{host}/v2")));

    [Test]
    public void Goes_to_any_of_several_trusted_hosts() =>
        Assert.That(Read("wss://two.example.net/", "one.example.net", "two.example.net").Refusal, Is.Null);

    [TestCase("other.example")]
    [TestCase("other.example", "gateway.example")]
    [TestCase("example.net", "*.example.net")]
    [TestCase("evilexample.net", "*.example.net")]
    [TestCase("example.net.evil.example", "*.example.net")]
    [TestCase("us-east.example.net", "example.net")]
    [TestCase("us-east.example.net", "*")]
    [TestCase("sub.gateway.example")]
    [TestCase("10.0.0.1", "*.0.0.1")]
    public void Stays_away_from_any_other_host(string host, params string[] trusted) =>
        Assert.That(
            Read($"wss://{host}/", trusted),
            Is.EqualTo(new Redirect(null, "The host is neither the gateway's own nor one that the dialect or RedirectHosts names.")));

    [Test]
    public void Goes_to_an_ip_address_that_is_listed() =>
        Assert.That(Read("wss://10.0.0.1/", "10.0.0.1").To, Is.EqualTo(new Uri("wss://10.0.0.1/")));

    [Test]
    public void Goes_to_an_ip_address_that_is_the_gateways_own() =>
        Assert.That(
            Redirect.Read("REDIRECT:ws://127.0.0.1:9001/", new Uri("ws://127.0.0.1:9000/"), new Uri("ws://127.0.0.1:9000/"), []).To,
            Is.EqualTo(new Uri("ws://127.0.0.1:9001/")));

    [TestCase("::1")]
    [TestCase("[::1]")]
    public void Goes_to_an_ip6_address_that_is_listed_with_or_without_brackets(string listed) =>
        Assert.That(Read("wss://[::1]/", listed).To, Is.EqualTo(new Uri("wss://[::1]/")));

    [TestCase(null)]
    [TestCase("")]
    [TestCase("wss://gateway.example/v2")]
    [TestCase("redirect:wss://gateway.example/v2")]
    [TestCase("REDIRECT:")]
    [TestCase("REDIRECT:/v2")]
    [TestCase("REDIRECT:gateway.example")]
    [TestCase("REDIRECT:https://gateway.example/v2")]
    [TestCase("REDIRECT:file:///etc/passwd")]
    [TestCase("REDIRECT:wss://")]
    [TestCase("REDIRECT:wss:///v2")]
    [TestCase("REDIRECT:wss://.example.net/")]
    public void Wants_an_address_of_a_web_socket(string? reason) =>
        Assert.That(Redirect.Read(reason, Gateway, Gateway, []), Is.EqualTo(new Redirect(null, NoAddress)));

    [TestCase("wss://me@gateway.example/")]
    [TestCase("wss://me:secret@gateway.example/")]
    [TestCase("wss://gateway.example/#part")]
    [TestCase("wss://gateway.example/#")]
    public void Wants_no_credentials_and_no_fragment(string address) =>
        Assert.That(Read(address), Is.EqualTo(new Redirect(null, Credentials)));

    [Test]
    public void Never_leaves_a_gateway_on_wss_for_ws() =>
        Assert.That(Read("ws://gateway.example/v2"), Is.EqualTo(new Redirect(null, Downgrade)));

    [Test]
    public void Never_leaves_wss_for_ws_where_only_an_earlier_redirect_led_to_wss() =>
        Assert.That(
            Redirect.Read("REDIRECT:ws://gateway.example/", new Uri("ws://gateway.example/"), new Uri("wss://gateway.example/"), []),
            Is.EqualTo(new Redirect(null, Downgrade)));

    [TestCase("ws://gateway.example/v3")]
    [TestCase("wss://gateway.example/v3")]
    public void May_go_from_ws_to_either(string address) =>
        Assert.That(
            Redirect.Read($"REDIRECT:{address}", new Uri("ws://gateway.example/"), new Uri("ws://gateway.example/"), []).To,
            Is.EqualTo(new Uri(address)));

    [TestCase("wss://gateway.example/v3", "wss://gateway.example/v3", null)]
    [TestCase(" wss://us.example.net ", "wss://us.example.net", null)]
    [TestCase("wss://other.example/", null, "The host is neither the gateway's own nor one that the dialect or RedirectHosts names.")]
    [TestCase("wss://me@gateway.example/", null, Credentials)]
    [TestCase("ws://gateway.example/", null, Downgrade)]
    [TestCase("REDIRECT:wss://gateway.example/", null, NotOne)]
    [TestCase("https://gateway.example/", null, NotOne)]
    [TestCase("/v3", null, NotOne)]
    [TestCase("", null, NotOne)]
    [TestCase(null, null, NotOne)]
    public void Judges_an_address_alone_by_the_same_rules(string? address, string? to, string? refusal) =>
        Assert.That(
            Redirect.ReadAddress(address, Gateway, ["*.example.net"]),
            Is.EqualTo(new Redirect(to is null ? null : new Uri(to), refusal)));

    private static Redirect Read(string address, params string[] trusted) =>
        Redirect.Read($"REDIRECT:{address}", Gateway, Gateway, trusted);
}
