using System.Collections.Concurrent;
using TokenSocket.CloseCodes;
using TokenSocket.Contracts;
using TokenSocket.Credentials;
using TokenSocket.Dialects;
using TokenSocket.Framing;
using TokenSocket.Gateway;
using TokenSocket.Loopback.Tests.Client;
using TokenSocket.Notices;
using TokenSocket.Secrecy;
using TokenSocket.Tests.Faults;

namespace TokenSocket.Loopback.Tests.Faults;

/// <summary>Fifty clients that share one provider and one issuer over real sockets. Their server takes whatever token comes, any number of times.</summary>
[Category("Fault")]
[NonParallelizable]
public sealed class Row17RefreshTests
{
    private const int Count = 50;
    private const ushort Stale = 4401;

    private readonly ConcurrentQueue<string> _tokens = new();
    private volatile TaskCompletionSource<byte[]> _end = NewEnd();
    private LoopbackGateway _server = null!;
    private RawServer _gateway = null!;
    private OAuthTokenProvider _provider = null!;
    private Rig[] _rigs = [];

    [SetUp]
    public async Task ConnectAsync()
    {
        var wire = KnownDialects.Find("wiresocket")!;
        _server = await LoopbackGateway.StartAsync(gateway => gateway.Dialect = wire);
        _server.Issuer.AddClient("7", RunSecrets.ClientSecret);
        _gateway = new RawServer(ServeAsync);
        _provider = new OAuthTokenProvider(new() { TokenUrl = _server.TokenUrl, ClientId = "7", ClientSecret = RunSecrets.ClientSecret, Endpoint = wire.TokenEndpoint });
        _rigs = [.. Enumerable.Range(0, Count).Select(_ => new Rig(
            new TokenSocketOptions
            {
                GatewayUrl = _gateway.Url(),
                CloseCodes = [new CloseCodeOverride(Stale) { Verdict = ReconnectVerdict.WithFreshToken }],
                InitialReconnectInterval = TimeSpan.FromMilliseconds(100),
                StableAfter = TimeSpan.FromMilliseconds(50),
                CloseTimeout = TimeSpan.FromMilliseconds(100),
            },
            PartsUnderTest.Services() with { TokenProvider = _provider }))];
        await Task.WhenAll(_rigs.Select(static rig => rig.Client.ConnectAsync()));
        _tokens.Clear();
    }

    [TearDown]
    public async Task StopAsync()
    {
        await Task.WhenAll(_rigs.Select(static rig => rig.DisposeAsync().AsTask()));
        _provider.Dispose();
        await _gateway.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Test]
    public async Task Row17_Fifty_clients_share_their_requests_while_the_issuer_works_loses_answers_and_is_away()
    {
        var issuer = _server.Issuer;
        var atStart = issuer.RequestsSeen;

        await ReconnectAsync(outages: 1, Close(Stale));
        var rejected = (issuer.RequestsSeen - atStart, Tokens: TokensSent());

        issuer.LoseAnswers();
        EndAll(Close(Stale));
        await Eventually.HoldsAsync(() => _rigs.All(static rig => rig.Notices.Of<RetryScheduled>().Count > 0));
        issuer.Accept();
        await StableAsync(outages: 2);
        var lost = TokensSent();

        issuer.Refuse(503);
        var before = issuer.RequestsSeen;
        await ReconnectAsync(outages: 3, []);
        var away = (issuer.RequestsSeen - before, Tokens: TokensSent());

        issuer.Refuse(503, TimeSpan.FromSeconds(2));
        EndAll(Close(Stale));
        await Eventually.HoldsAsync(() => _rigs.All(static rig => rig.Notices.Of<RetryScheduled>()[^1].Delay > TimeSpan.FromSeconds(1)));
        var refused = issuer.RequestsSeen - before;
        issuer.Accept();
        await StableAsync(outages: 4);
        var back = (issuer.RequestsSeen - before - refused, Tokens: TokensSent());

        Row.Measured(17, $"{Count} clients made {atStart} request at the start, {rejected.Item1} when rejected, {away.Item1} when dropped without an issuer, {refused} when rejected without one and {back.Item1} when it was back; {issuer.RefreshesSeen} refreshes, {issuer.ReusedRefreshTokens} with a used token");
        Assert.That((atStart, rejected.Item1, away.Item1, refused, back.Item1), Is.EqualTo((1L, 1L, 0L, 1L, 1L)));
        Assert.That((rejected.Tokens.Length, lost.Length, back.Tokens.Length, issuer.ReusedRefreshTokens), Is.EqualTo((1, 1, 1, 0L)));
        Assert.That(away.Tokens, Is.EqualTo(lost), "A valid token is used on.");
    }

    private static byte[] Close(ushort code) => FrameWriter.Frame(Opcode.Close, CloseFrame.Payload(code, ""));

    private static TaskCompletionSource<byte[]> NewEnd() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task ServeAsync(Stream stream, CancellationToken stopping)
    {
        var request = await RawServer.ReadRequestAsync(stream, stopping);
        var end = _end;
        _tokens.Enqueue(request.Split("\r\n").Single(static line => line.StartsWith("token:", StringComparison.OrdinalIgnoreCase)));
        await stream.WriteAsync(RawServer.Accept(request), stopping);
        await stream.WriteAsync(await end.Task.WaitAsync(stopping), stopping);
    }

    private string[] TokensSent()
    {
        string[] sent = [.. _tokens.Distinct(StringComparer.Ordinal)];
        _tokens.Clear();
        return sent;
    }

    private void EndAll(byte[] lastWords) => Interlocked.Exchange(ref _end, NewEnd()).SetResult(lastWords);

    private Task ReconnectAsync(int outages, byte[] lastWords)
    {
        EndAll(lastWords);
        return StableAsync(outages);
    }

    // Also for so long that a rejection is the first in a row again.
    private Task StableAsync(int outages) => Eventually.HoldsAsync(() => _rigs.All(rig => rig.Notices.Of<OutageEnded>().Count == outages));
}
