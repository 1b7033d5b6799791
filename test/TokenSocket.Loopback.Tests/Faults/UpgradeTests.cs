using System.Text;
using TokenSocket.CloseCodes;
using TokenSocket.Contracts;
using TokenSocket.Framing;
using TokenSocket.Loopback.Tests.Client;
using TokenSocket.Notices;
using TokenSocket.Tests.Faults;

namespace TokenSocket.Loopback.Tests.Faults;

/// <summary>What can go wrong from the dial to the first message.</summary>
[Category("Fault")]
public sealed class UpgradeTests : GatewayFixture
{
    private const int Times = 1000;

    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromMilliseconds(300);

    private static readonly TestCaseData[] Silences =
    [
        new TestCaseData("ws", null).SetArgDisplayNames("TCP accepted"),
        new TestCaseData("wss", null).SetArgDisplayNames("TLS stalls"),
        new TestCaseData("ws", "").SetArgDisplayNames("upgrade never answered"),
        new TestCaseData("ws", "HTTP/1.1 101 Switching Protocols\r\nUpgrade: web").SetArgDisplayNames("half an answer"),
    ];

    [Test]
    public async Task Row01_A_close_in_the_same_packet_as_the_upgrade_is_read_and_obeyed_1000_times_of_1000()
    {
        var (obeyed, elapsed) = (0, TimeSpan.Zero);
        foreach (var (code, reason, verdict) in new[]
        {
            (4002, "The API token is invalid.", ReconnectVerdict.Never),
            (1013, "Come again later.", ReconnectVerdict.AfterBackoff),
        })
        {
            await using var server = new RawServer(Peer.UpgradeThen(FrameWriter.Frame(Opcode.Close, CloseFrame.Payload((ushort)code, reason))));
            elapsed += await Peer.MeasureAsync(async () =>
            {
                for (var n = 0; n < Times / 2; n++)
                {
                    await using var rig = new Rig(new TokenSocketOptions { GatewayUrl = server.Url(), Token = "a-token" });
                    await rig.Client.StartAsync();
                    await (verdict == ReconnectVerdict.Never ? rig.Notices.FirstAsync<Stopped>() : (Task)rig.Notices.FirstAsync<RetryScheduled>());
                    var end = rig.Notices.Of<Disconnected>().Single();
                    obeyed += (end.Info.Code, end.Info.Reason, end.Verdict) == (code, reason, verdict) ? 1 : 0;
                }
            });
        }

        Row.Measured(1, $"{obeyed} of {Times} closes read and obeyed in {elapsed.TotalSeconds:0.0} s");
        Assert.That(obeyed, Is.EqualTo(Times));
    }

    [Test]
    public async Task Row12_Status_phrase_wait_and_body_of_a_refusal_are_kept_and_obeyed()
    {
        Server.Gateway.RefuseHandshakes(503, TimeSpan.FromSeconds(300), "down for the night");
        await using var rig = Rig.For(Server);

        await rig.Client.StartAsync();
        var end = await rig.Notices.FirstAsync<Disconnected>();
        var retry = await rig.Notices.FirstAsync<RetryScheduled>();

        Row.Measured(12, $"HTTP {end.Info.HttpStatus} {end.Info.StatusText}, Retry-After {end.Info.RetryAfter}, waits {retry.Delay}");
        Assert.That(
            (end.Info.Cause, end.Info.Code, end.Info.HttpStatus, end.Info.StatusText, end.Info.RetryAfter, end.Info.Body, retry.Delay),
            Is.EqualTo((DisconnectCause.Refused, (int?)null, 503, "Service Unavailable", TimeSpan.FromSeconds(300), "down for the night", TimeSpan.FromSeconds(300))));
    }

    [Test]
    public async Task Row13_A_flood_from_the_first_packet_on_neither_delays_a_start_nor_comes_before_Connected()
    {
        const int enough = 50_000;
        byte[] flood = [.. Enumerable.Repeat(FrameWriter.Frame(Opcode.Text, "flood"u8), 100).SelectMany(frame => frame)];
        await using var server = new RawServer(async (stream, stopping) =>
        {
            await RawServer.UpgradeAsync(stream, flood, stopping);
            await Peer.FloodAsync(stream, flood, static () => { }, stopping);
        });
        await using var client = new TokenSocketClient(new TokenSocketOptions { GatewayUrl = server.Url(), CloseTimeout = ConnectTimeout }, PartsUnderTest.Services());
        using var returned = new ManualResetEventSlim();
        var flooded = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var (isConnected, early, count) = (false, 0, 0);
        client.Notices.Subscribe(notice => isConnected |= notice is Connected);
        client.Messages.Subscribe(_ =>
        {
            early += isConnected ? 0 : 1;
            returned.Wait(Patience.Long);
            if (++count == enough)
            {
                flooded.SetResult();
            }
        });

        await client.StartAsync().WaitAsync(Patience.Long);
        await client.ConnectAsync().WaitAsync(Patience.Long);
        var before = count;
        returned.Set();
        await flooded.Task.WaitAsync(Patience.Long);

        Row.Measured(13, $"{before} messages taken when StartAsync and ConnectAsync had returned, {early} before Connected, {enough} afterwards");
        Assert.That((before, early), Is.EqualTo((0, 0)));
    }

    [TestCaseSource(nameof(Silences))]
    public async Task Row20_A_server_that_does_not_go_on_is_left_after_ConnectTimeout_and_dialled_again(string scheme, string? answer)
    {
        await using var server = new RawServer(async (stream, stopping) =>
        {
            if (answer is not null)
            {
                await RawServer.ReadRequestAsync(stream, stopping);
                await stream.WriteAsync(Encoding.ASCII.GetBytes(answer), stopping);
            }

            await Peer.SayNothingAsync(stream, stopping);
        });
        await using var rig = new Rig(new TokenSocketOptions
        {
            GatewayUrl = server.Url(scheme),
            ConnectTimeout = ConnectTimeout,
            InitialReconnectInterval = TimeSpan.FromMilliseconds(20),
        });

        await rig.Client.StartAsync();
        Disconnected end = null!;
        var elapsed = await Peer.MeasureAsync(async () => end = await rig.Notices.FirstAsync<Disconnected>());
        await Eventually.HoldsAsync(() => server.Connections == 2);

        Row.Measured(20, $"left after {elapsed.TotalMilliseconds:0} ms with a ConnectTimeout of {ConnectTimeout.TotalMilliseconds} ms, dialled again");
        Assert.That((end.Info.Cause, end.Info.Code, end.Verdict), Is.EqualTo((DisconnectCause.TimedOut, (int?)null, ReconnectVerdict.AfterBackoff)));
    }
}
