using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using TokenSocket.Cli;
using TokenSocket.Contracts;
using TokenSocket.Gateway;

namespace TokenSocket.Loopback.Tests.Cli;

/// <summary><c>tokensocket check --connect</c> over real sockets. Names are looked up in the test, never in the network.</summary>
internal sealed class CheckConnectTests
{
    private readonly List<string> _asked = [];

    [Test]
    public async Task Every_step_is_told()
    {
        await using var server = await LoopbackGateway.StartAsync();

        var (code, steps) = await CheckAsync(server.Url, server.Tokens.IssueRandom());

        Assert.That((code, steps), Is.EqualTo((0, (string[])
        [
            "DNS ok 127.0.0.1",
            $"TCP ok 127.0.0.1:{server.Url.Port}",
            "TLS skipped There is none over ws://.",
            "Upgrade ok 101 Switching Protocols",
            "Session ok Open.",
            "End ok Still open",
        ])));
    }

    [Test]
    public async Task Token_that_is_to_be_fetched_is_a_step_of_its_own()
    {
        await using var server = await LoopbackGateway.StartAsync();
        server.Issuer.AddClient("bot-7", "the-secret");

        var (code, steps) = await CheckAsync(server.Url, settings: IssuerOf(server));

        Assert.That((code, steps[3..]), Is.EqualTo((0, (string[])[$"Token ok From {server.TokenUrl}.", "Upgrade ok 101 Switching Protocols", "Session ok Open.", "End ok Still open"])));
    }

    [TestCase(401, "check ClientId and ClientSecret.", "A client reads Never: it stops; a person must act.")]
    [TestCase(503, "it is asked again later.", "A client reads AfterBackoff: it waits and dials again.")]
    public async Task Issuer_that_refuses_fails_the_step_of_the_token(int status, string advice, string outlook)
    {
        await using var server = await LoopbackGateway.StartAsync();
        server.Issuer.Refuse(status);

        var (code, steps) = await CheckAsync(server.Url, settings: IssuerOf(server));

        Assert.That((code, steps[3..]), Is.EqualTo((1, (string[])[$"Token failed No Token: The token endpoint {server.TokenUrl} answered {status}; {advice}", outlook])));
        Assert.That(server.Gateway.Connections, Is.Empty);
    }

    [Test]
    public async Task Name_is_looked_up_once_and_every_address_is_tried()
    {
        await using var server = await LoopbackGateway.StartAsync();
        var url = new UriBuilder(server.Url) { Host = "localhost" }.Uri;

        var (code, steps) = await CheckAsync(url, server.Tokens.IssueRandom());

        Assert.That((code, steps[0], steps[1]), Is.EqualTo((0, "DNS ok 127.0.0.2, 127.0.0.1", $"TCP ok 127.0.0.1:{server.Url.Port}")));
        Assert.That(_asked, Is.EqualTo(["localhost"]));
    }

    [Test]
    public async Task Verdict_after_the_upgrade_is_explained()
    {
        await using var server = await LoopbackGateway.StartAsync();

        var (code, steps) = await CheckAsync(server.Url, "nobody-issued-this");

        Assert.That((code, steps[^3..]), Is.EqualTo((1, (string[])
        [
            "End failed 4002 Invalid Token: The API token is invalid.",
            "What to do: Check the token, or generate a new one.",
            "A client reads Never: it stops; a person must act.",
        ])));
    }

    [Test]
    public async Task Refused_upgrade_tells_its_status()
    {
        await using var server = await LoopbackGateway.StartAsync();
        server.Gateway.RefuseHandshakes(429, TimeSpan.FromSeconds(7));

        var (code, steps) = await CheckAsync(server.Url);

        Assert.That((code, steps[3], steps[4]), Is.EqualTo((1, "Upgrade failed HTTP 429 Too Many Requests, Too Many Requests: Too many attempts were made.", "Retry-After: 7 s")));
    }

    [Test]
    public async Task Unknown_name_fails_at_DNS_and_nothing_follows()
    {
        var (code, steps) = await CheckAsync(new Uri("wss://no-such-host.example/v2"));

        Assert.That((code, steps[0], steps[^1]), Is.EqualTo((
            1, "DNS failed Unreachable: The server cannot be reached.", "What to do: Check the host's name in GatewayUrl, and the name servers of this machine.")));
        Assert.That(steps, Has.Length.EqualTo(3));
    }

    [Test]
    public async Task Closed_port_fails_at_TCP()
    {
        var server = await LoopbackGateway.StartAsync();
        await server.DisposeAsync();

        var (code, steps) = await CheckAsync(server.Url);

        Assert.That((code, steps[1], steps[^1]), Is.EqualTo((
            1, "TCP failed Unreachable: The server cannot be reached.", "What to do: Check connectivity; allow the WebSocket port (wss: 443) in the firewall.")));
    }

    [Test]
    public async Task Server_that_says_nothing_in_TLS_is_given_up_after_ConnectTimeout()
    {
        await using var server = new RawServer(static (_, stopping) => Task.Delay(Timeout.Infinite, stopping));

        var (code, steps) = await CheckAsync(server.Url("wss"), settings: "\"ConnectTimeout\": 300,");

        Assert.That((code, steps[2], steps[3]), Is.EqualTo((1, "TLS failed Timed Out: No connection was established in time.", "It took longer than ConnectTimeout, 300ms.")));
    }

    [Test]
    public async Task Server_without_TLS_fails_at_TLS()
    {
        await using var server = new RawServer(static async (stream, stopping) => await stream.WriteAsync("HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray(), stopping));

        var (code, steps) = await CheckAsync(server.Url("wss"), "the-secret");

        Assert.That((code, steps[2]), Is.EqualTo((1, "TLS failed TLS Failure: TLS could not be established.")));
    }

    [Test]
    public async Task Certificate_is_shown_and_the_token_never_goes_to_one_that_is_not_valid()
    {
        using var certificate = SelfSigned.Certificate(TimeSpan.FromDays(9.5));
        var received = new List<byte>();
        await using var server = new RawServer(async (stream, stopping) =>
        {
            await using var tls = new SslStream(stream);
            await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, stopping);
            var buffer = new byte[1024];
            for (int count; (count = await tls.ReadAsync(buffer, stopping)) > 0;)
                received.AddRange(buffer.AsSpan(0, count));
        });

        var (code, steps) = await CheckAsync(server.Url("wss"), "the-secret");

        var (from, to) = (certificate.NotBefore.ToUniversalTime(), certificate.NotAfter.ToUniversalTime());
        Assert.That((code, steps[2], steps[3]), Is.EqualTo((
            1,
            "TLS failed Invalid Certificate: The server's certificate is not valid.",
            $"TLS 1.3; subject CN=127.0.0.1; issuer CN=127.0.0.1; valid {from:yyyy-MM-dd} to {to:yyyy-MM-dd}, 9 days left")));
        Assert.That((steps.Length, server.Connections, received.Count), Is.EqualTo((5, 1, 0)));
    }

    private static string IssuerOf(LoopbackGateway server) =>
        $$"""
        "OAuth": { "TokenUrl": "{{server.TokenUrl}}", "ClientId": "bot-7", "ClientSecret": "the-secret" },
        """;

    private async Task<(int Code, string[] Steps)> CheckAsync(Uri url, string token = "", string settings = "")
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter();
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, $$"""{ "TokenSocket": { {{settings}} "GatewayUrl": "{{url}}", "Token": "{{token}}" } }""");
            var code = await Tool.RunAsync(["check", file, "--connect", "--for", "300ms"], new ToolHost(output, error) { Resolve = ResolveAsync }).WaitAsync(Patience.Long);
            Assert.That(error.ToString(), Is.Empty);
            return (code, [.. output.ToString().Split("\n\n")[^1].Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(WithoutTime)]);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private Task<IPAddress[]> ResolveAsync(string name, CancellationToken cancellation)
    {
        _asked.Add(name);
        return name == "localhost"
            ? Task.FromResult<IPAddress[]>([IPAddress.Parse("127.0.0.2"), IPAddress.Loopback])
            : Task.FromException<IPAddress[]>(new SocketException((int)SocketError.HostNotFound));
    }

    // The time that a step took is no number that is known.
    private static string WithoutTime(string line)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var text = words is [_, "ok" or "failed", _, "s", ..] ? string.Join(' ', [.. words[..2], .. words[4..]]) : string.Join(' ', words);
        return text.StartsWith("End ok Still open", StringComparison.Ordinal) ? "End ok Still open" : text;
    }
}
