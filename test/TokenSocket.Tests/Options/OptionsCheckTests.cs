using TokenSocket.Messages;

namespace TokenSocket.Tests.Options;

public sealed class OptionsCheckTests
{
    private static readonly TestCaseData[] Gateways =
    [
        new("https://example.com", "must start with ws:// or wss://; it is 'https://example.com/'. Did you mean 'wss://example.com/'?"),
        new("http://example.com:8080/v2?key=hidden", "must start with ws:// or wss://; it is 'http://example.com:8080/v2'. Did you mean 'ws://example.com:8080/v2'?"),
        new("ftp://example.com", "must start with ws:// or wss:// and name a host; it is 'ftp://example.com/'."),
        new("gateway.example/v2?key=hidden", "must be a whole address; it is 'gateway.example/v2'. Did you mean 'wss://gateway.example/v2'?"),
        new("wss://me:hidden@gateway.example", "must not carry a user name or password; it is 'wss://gateway.example/' and they go into Token or Headers."),
        new("wss://gateway.example/#part", "must not carry a fragment (#…); it is 'wss://gateway.example/' (RFC 6455, section 3)."),
    ];

    private static readonly TestCaseData[] Intervals =
    [
        new("InitialReconnectInterval", (Action<TokenSocketOptions, TimeSpan>)((o, t) => o.InitialReconnectInterval = t), TimeSpan.FromDays(1)),
        new("MaxReconnectInterval", (Action<TokenSocketOptions, TimeSpan>)((o, t) => o.MaxReconnectInterval = t), TimeSpan.FromDays(1)),
        new("StableAfter", (Action<TokenSocketOptions, TimeSpan>)((o, t) => o.StableAfter = t), TimeSpan.FromDays(1)),
        new("ConnectTimeout", (Action<TokenSocketOptions, TimeSpan>)((o, t) => o.ConnectTimeout = t), TimeSpan.FromDays(1)),
        new("TokenTimeout", (Action<TokenSocketOptions, TimeSpan>)((o, t) => o.TokenTimeout = t), TimeSpan.FromDays(1)),
        new("KeepAliveInterval", (Action<TokenSocketOptions, TimeSpan>)((o, t) => o.KeepAliveInterval = t), TimeSpan.FromDays(1)),
        new("KeepAliveTimeout", (Action<TokenSocketOptions, TimeSpan>)((o, t) => o.KeepAliveTimeout = t), TimeSpan.FromDays(1)),
        new("IdleTimeout", (Action<TokenSocketOptions, TimeSpan>)((o, t) => o.IdleTimeout = t), TimeSpan.FromDays(1)),
        new("CloseTimeout", (Action<TokenSocketOptions, TimeSpan>)((o, t) => o.CloseTimeout = t), TimeSpan.FromDays(1)),
        new("SendQueue:MaxAge", (Action<TokenSocketOptions, TimeSpan>)((o, t) => o.SendQueue = new() { MaxAge = t }), TimeSpan.FromDays(1)),
        new("MaxOutage", (Action<TokenSocketOptions, TimeSpan>)((o, t) => o.MaxOutage = t), TimeSpan.FromDays(30)),
    ];

    private static readonly TestCaseData[] Numbers =
    [
        new("MaxMessageSize", (Action<TokenSocketOptions, long>)((o, n) => o.MaxMessageSize = (int)n), 1073741824L),
        new("MaxAttempts", (Action<TokenSocketOptions, long>)((o, n) => o.MaxAttempts = (int)n), 2147483647L),
        new("ReceiveQueue:MaxMessages", (Action<TokenSocketOptions, long>)((o, n) => o.ReceiveQueue = new() { MaxMessages = (int)n }), 1000000L),
        new("ReceiveQueue:MaxBytes", (Action<TokenSocketOptions, long>)((o, n) => o.ReceiveQueue = new() { MaxBytes = n }), 4294967296L),
    ];

    [Test]
    public void Good_options_have_no_fault()
    {
        Assert.That(OptionsCheck.FaultsOf(Good()), Is.Empty);
    }

    [TestCase(-1, 1)]
    [TestCase(0, 0)]
    [TestCase(1_000_000, 0)]
    [TestCase(1_000_001, 1)]
    public void A_send_queue_has_a_capacity_from_0_to_a_million(int capacity, int faults) =>
        Assert.That(Faults(o => o.SendQueue = new() { Capacity = capacity }), Has.Count.EqualTo(faults));

    [Test]
    public void A_send_queue_knows_three_things_to_do_when_it_is_full() => Assert.That(
        Faults(o => o.SendQueue = new() { WhenFull = (SendQueueFull)7 }),
        Is.EqualTo(["TokenSocket:SendQueue:WhenFull must be one of Wait, DropOldest, Fail; it is 7."]));

    [Test]
    public void A_missing_gateway_is_a_fault()
    {
        Assert.That(
            OptionsCheck.FaultsOf(new TokenSocketOptions()),
            Is.EqualTo(new[] { "TokenSocket:GatewayUrl is missing; set it to the server's address, such as 'wss://gateway.example/v2'." }));
    }

    [TestCaseSource(nameof(Gateways))]
    public void A_gateway_that_will_not_do_is_a_fault_that_says_what_would(string url, string sentence)
    {
        var faults = OptionsCheck.FaultsOf(Good() with { GatewayUrl = new Uri(url, UriKind.RelativeOrAbsolute) });

        Assert.That(faults, Is.EqualTo(new[] { "TokenSocket:GatewayUrl " + sentence }));
    }

    [TestCaseSource(nameof(Intervals))]
    public void An_interval_is_from_1_ms_to_its_longest(string key, Action<TokenSocketOptions, TimeSpan> set, TimeSpan longest)
    {
        var ms = TimeSpan.FromMilliseconds(1);

        var counts = new[] { -ms, TimeSpan.Zero, ms - TimeSpan.FromTicks(1), ms, longest, longest + TimeSpan.FromTicks(1) }
            .Select(value => Faults(o => set(o, value)).Count);

        Assert.That(counts, Is.EqualTo(new[] { 1, 1, 1, 0, 0, 1 }), key);
    }

    [TestCaseSource(nameof(Intervals))]
    public void An_interval_that_will_not_do_is_told_with_its_value(string key, Action<TokenSocketOptions, TimeSpan> set, TimeSpan longest)
    {
        Assert.That(
            Faults(o => set(o, TimeSpan.FromSeconds(-1))),
            Is.EqualTo(new[] { $"TokenSocket:{key} must be from 00:00:00.001 to {longest}; it is -00:00:01." }));
    }

    [TestCaseSource(nameof(Numbers))]
    public void A_number_is_from_1_to_its_most(string key, Action<TokenSocketOptions, long> set, long most)
    {
        var counts = new[] { -1L, 0, 1, most }.Select(value => Faults(o => set(o, value)).Count);

        Assert.That(counts, Is.EqualTo(new[] { 1, 1, 0, 0 }), key);
    }

    [TestCaseSource(nameof(Numbers))]
    public void A_number_that_will_not_do_is_told_with_its_value(string key, Action<TokenSocketOptions, long> set, long most)
    {
        Assert.That(Faults(o => set(o, 0)), Is.EqualTo(new[] { $"TokenSocket:{key} must be from 1 to {most}; it is 0." }));
    }

    [Test]
    public void A_host_that_cannot_be_looked_up_is_a_fault()
    {
        Assert.That(
            Faults(o => o.GatewayUrl = new Uri("wss://xn--a\u00e9.example/v2")),
            Is.EqualTo(new[] { "TokenSocket:GatewayUrl must name a host that can be looked up; it is 'wss://xn--a\u00e9.example/v2'." }));
    }

    [TestCase(-0.1, 1)]
    [TestCase(0, 0)]
    [TestCase(1, 0)]
    [TestCase(1.1, 1)]
    [TestCase(double.NaN, 1)]
    public void Jitter_is_from_0_to_1(double jitter, int faults)
    {
        Assert.That(Faults(o => o.ReconnectJitter = jitter), Has.Count.EqualTo(faults));
    }

    [Test]
    public void A_token_that_a_header_cannot_carry_is_a_fault_that_does_not_tell_it()
    {
        Assert.That(
            Faults(o => o.Token = "hidden\n"),
            Is.EqualTo(new[] { "TokenSocket:Token contains a control character, such as a newline, or one outside ASCII, which a header cannot carry; it is '***'." }));
    }

    [Test]
    public void A_token_beside_a_token_file_is_a_fault()
    {
        Assert.That(
            Faults(o => (o.Token, o.TokenFile) = ("t", "/run/token")),
            Is.EqualTo(new[] { "TokenSocket:TokenFile is '/run/token' while Token is set too; set one of them." }));
    }

    [Test]
    public void A_token_beside_a_provider_is_a_fault()
    {
        Assert.That(
            OptionsCheck.FaultsOf(Good() with { Token = "t" }, hasProvider: true),
            Is.EqualTo(new[] { "TokenSocket:Token is set beside a token provider; leave it out." }));
    }

    [Test]
    public void An_unencrypted_address_for_a_token_is_a_fault()
    {
        Assert.That(
            Faults(o => (o.GatewayUrl, o.Token) = (new Uri("ws://gateway.example/v2"), "t")),
            Is.EqualTo(new[]
            {
                "TokenSocket:GatewayUrl is 'ws://gateway.example/v2', over which anyone on the way can read the token; use 'wss://gateway.example/v2', or set AllowInsecureToken.",
            }));
    }

    [TestCase("ws://127.0.0.1", 0)]
    [TestCase("ws://127.5.5.5:99", 0)]
    [TestCase("ws://[::1]/v2", 0)]
    [TestCase("ws://localhost", 0)]
    [TestCase("ws://LOCALHOST.:99", 0)]
    [TestCase("ws://dev.localhost", 0)]
    [TestCase("ws://loopback.example", 1)]
    [TestCase("ws://localhost.example", 1)]
    [TestCase("ws://notlocalhost", 1)]
    [TestCase("ws://10.0.0.1", 1)]
    [TestCase("ws://192.168.1.1", 1)]
    [TestCase("ws://128.0.0.1", 1)]
    [TestCase("ws://0.0.0.0", 1)]
    [TestCase("wss://10.0.0.1", 0)]
    public void A_token_goes_unencrypted_to_this_machine_alone(string url, int faults)
    {
        Assert.That(Faults(o => (o.GatewayUrl, o.Token) = (new Uri(url), "t")), Has.Count.EqualTo(faults));
    }

    [Test]
    public void No_token_may_go_anywhere()
    {
        Assert.That(Faults(o => o.GatewayUrl = new Uri("ws://gateway.example")), Is.Empty);
    }

    [Test]
    public void AllowInsecureToken_lifts_that()
    {
        Assert.That(Faults(o => (o.GatewayUrl, o.Token, o.AllowInsecureToken) = (new Uri("ws://gateway.example"), "t", true)), Is.Empty);
    }

    [Test]
    public void Every_fault_is_told_at_once()
    {
        var bad = new TokenSocketOptions { GatewayUrl = new Uri("https://x.example"), MaxAttempts = 0, StableAfter = TimeSpan.Zero, ReconnectJitter = 2 };

        var e = Assert.Throws<OptionsException>(() => _ = new TokenSocketClient(bad));

        Assert.That(e.Faults.Select(one => one.Split(' ')[0]), Is.EqualTo(new[]
        {
            "TokenSocket:GatewayUrl", "TokenSocket:StableAfter", "TokenSocket:ReconnectJitter", "TokenSocket:MaxAttempts",
        }));
    }

    [Test]
    public void The_exception_says_every_fault_a_line_each()
    {
        var e = new OptionsException(["One.", "Two."]);

        Assert.That(e.Message, Is.EqualTo($"One.{Environment.NewLine}Two."));
    }

    private static IReadOnlyList<string> Faults(Action<TokenSocketOptions> change)
    {
        var options = Good();
        change(options);
        return OptionsCheck.FaultsOf(options);
    }

    private static TokenSocketOptions Good() => new() { GatewayUrl = Bench.Url };
}
