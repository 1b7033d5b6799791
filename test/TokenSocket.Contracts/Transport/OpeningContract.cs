using System.Net;
using System.Text;
using TokenSocket.Transport;

namespace TokenSocket.Contracts.Transport;

/// <summary>What a dial puts on the wire, and that it says nothing where it succeeds.</summary>
internal abstract class OpeningContract(ITransportFactory factory) : TransportContract(factory)
{
    [Test]
    public async Task Nothing_is_dialled_before_it_is_opened()
    {
        await using var server = new RawServer((_, _) => Task.CompletedTask);

        await Factory.Create(new TransportRequest { Address = server.Url() }).DisposeAsync();

        Assert.That(server.Connections, Is.Zero);
    }

    [Test]
    public async Task An_open_connection_is_null()
    {
        await using var server = new UpgradedServer();

        Assert.That(await DialAsync(new TransportRequest { Address = server.Url }), Is.Null);
    }

    [Test]
    public async Task Address_headers_and_subprotocols_are_sent_as_they_are()
    {
        var request = await SeenAsync(url => new TransportRequest
        {
            Address = new Uri(url, "/a%20path?token=a%2Fb&v=2"),
            Headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["token"] = "a-token", ["User-Agent"] = "bot/1.0" },
            SubProtocols = ["chat.v2", "chat.v1"],
        });

        Assert.That(request.Split("\r\n"), Is.SupersetOf(new[]
        {
            "GET /a%20path?token=a%2Fb&v=2 HTTP/1.1", "token: a-token", "User-Agent: bot/1.0", "Sec-WebSocket-Protocol: chat.v2, chat.v1",
        }));
    }

    [Test]
    public async Task No_cookie_is_sent()
    {
        var request = await SeenAsync(url => new TransportRequest
        {
            Address = url,
            ConfigureHandler = handler => (handler.UseCookies, handler.CookieContainer) = (true, Jar(url)),
        });

        Assert.That(request, Does.Not.Contain("Cookie").IgnoreCase);
    }

    [Test]
    public async Task A_server_that_chooses_a_subprotocol_is_open()
    {
        await using var server = new RawServer(async (stream, stopping) =>
        {
            var accept = Encoding.ASCII.GetString(RawServer.Accept(await RawServer.ReadRequestAsync(stream, stopping)));
            await stream.WriteAsync(Encoding.ASCII.GetBytes(accept.Insert(accept.Length - 2, "Sec-WebSocket-Protocol: chat.v1\r\n")), stopping);
            await Peer.SayNothingAsync(stream, stopping);
        });

        Assert.That(await DialAsync(new TransportRequest { Address = server.Url(), SubProtocols = ["chat.v2", "chat.v1"] }), Is.Null);
    }

    [Test]
    public async Task A_stream_filter_of_the_program_stays()
    {
        var filtered = 0;
        await using var server = new UpgradedServer();

        await DialAsync(new TransportRequest
        {
            Address = server.Url,
            ConfigureHandler = handler => handler.PlaintextStreamFilter = (context, _) =>
            {
                filtered++;
                return ValueTask.FromResult(context.PlaintextStream);
            },
        });

        Assert.That(filtered, Is.EqualTo(1));
    }

    [Test]
    public async Task A_proxy_is_asked_for_the_way()
    {
        var asked = new TaskCompletionSource<string>();
        await using var proxy = new RawServer(async (stream, stopping) =>
        {
            asked.TrySetResult(await RawServer.ReadRequestAsync(stream, stopping));
            await stream.WriteAsync("HTTP/1.1 200 Here it is\r\n\r\n"u8.ToArray(), stopping);
            await Peer.DieAfterUpgradeAsync(stream, stopping);
        });
        var address = await Peer.NobodyListensAsync();

        var refusal = await DialAsync(new TransportRequest { Address = address, Proxy = proxy.Url("http") });

        Assert.That((refusal, (await asked.Task.WaitAsync(Patience.Long)).Split("\r\n")[0]), Is.EqualTo(((object?)null, $"CONNECT {address.Authority} HTTP/1.1")));
    }

    private static CookieContainer Jar(Uri url)
    {
        var jar = new CookieContainer();
        jar.Add(new Cookie("session", "1", "/", url.Host));
        return jar;
    }

    /// <summary>The head of the request that arrives.</summary>
    private async Task<string> SeenAsync(Func<Uri, TransportRequest> request)
    {
        var seen = new TaskCompletionSource<string>();
        await using var server = new RawServer(async (stream, stopping) => seen.TrySetResult(await RawServer.ReadRequestAsync(stream, stopping)));
        await DialAsync(request(server.Url()));
        return await seen.Task.WaitAsync(Patience.Long);
    }
}
