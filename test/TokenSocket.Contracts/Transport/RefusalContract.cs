using TokenSocket.CloseCodes;
using TokenSocket.Testing;
using TokenSocket.Transport;

namespace TokenSocket.Contracts.Transport;

/// <summary>A server that answers with another status than 101: what it said is kept, and it is not obeyed.</summary>
internal abstract class RefusalContract(ITransportFactory factory) : TransportContract(factory)
{
    [Test]
    public async Task Status_and_phrase_are_kept_and_there_is_no_code(
        [Values(200, 301, 302, 307, 400, 401, 403, 404, 407, 408, 425, 426, 429, 500, 502, 503)] int status)
    {
        var refusal = await RefusedAsync($"HTTP/1.1 {status} Not now\r\nContent-Length: 0\r\n\r\n");

        Assert.That(refusal, Is.EqualTo(new DisconnectInfo(DisconnectCause.Refused, HttpStatus: status, StatusText: "Not now")));
    }

    [TestCase("120")]
    [TestCase("Thu, 01 Jan 2026 00:02:00 GMT")]
    public async Task A_wait_is_kept_in_seconds_and_as_a_date(string wait)
    {
        var refusal = await RefusedAsync($"HTTP/1.1 503 Busy\r\nRetry-After: {wait}\r\nContent-Length: 0\r\n\r\n");

        Assert.That(refusal?.RetryAfter, Is.EqualTo(TimeSpan.FromMinutes(2)));
    }

    [Test]
    public async Task A_body_is_cut_to_512_characters()
    {
        var refusal = await RefusedAsync($"HTTP/1.1 500 Broken\r\nContent-Type: text/plain\r\nContent-Length: 100000\r\n\r\n{new string('x', 100_000)}");

        Assert.That(refusal?.Body, Is.EqualTo(new string('x', 512)));
    }

    [Test]
    public async Task A_body_that_is_no_text_is_left_out()
    {
        var refusal = await RefusedAsync("HTTP/1.1 500 Broken\r\nContent-Type: image/png\r\nContent-Length: 4\r\n\r\n.PNG");

        Assert.That((refusal?.HttpStatus, refusal?.Body), Is.EqualTo((500, (string?)null)));
    }

    [Test]
    public async Task A_body_that_never_ends_does_not_hide_the_status()
    {
        await using var server = new RawServer(async (stream, stopping) =>
        {
            await Peer.Answer("HTTP/1.1 503 Busy\r\nContent-Type: text/plain\r\nContent-Length: 1000\r\n\r\nbusy")(stream, stopping);
            await Peer.SayNothingAsync(stream, stopping);
        });

        var refusal = await DialAsync(new TransportRequest { Address = server.Url() });

        Assert.That(refusal, Is.EqualTo(new DisconnectInfo(DisconnectCause.Refused, HttpStatus: 503, StatusText: "Busy", Body: "busy")));
    }

    [Test]
    public async Task A_redirect_is_never_followed_whatever_the_handler_is_told([Values(300, 301, 302, 303, 307, 308)] int status, [Values("http", "ws")] string scheme)
    {
        await using var elsewhere = new RawServer(Peer.DieAfterUpgradeAsync);
        await using var redirecting = new RawServer(Peer.Answer($"HTTP/1.1 {status} Elsewhere\r\nLocation: {elsewhere.Url(scheme)}\r\nContent-Length: 0\r\n\r\n"));

        var refusal = await DialAsync(new TransportRequest
        {
            Address = redirecting.Url(),
            ConfigureHandler = static handler => handler.AllowAutoRedirect = true,
        });

        Assert.That((refusal?.HttpStatus, redirecting.Connections, elsewhere.Connections), Is.EqualTo((status, 1, 0)));
    }

    private async Task<DisconnectInfo?> RefusedAsync(string answer)
    {
        await using var server = new RawServer(Peer.Answer(answer));
        return await DialAsync(new TransportRequest { Address = server.Url(), Time = new VirtualTime() });
    }
}
