using TokenSocket.CloseCodes;
using TokenSocket.Messages;
using TokenSocket.Transport;

namespace TokenSocket.Contracts.Transport;

/// <summary>An abort ends whatever is under way, at once and at any time, and nothing of it throws.</summary>
internal abstract class AbortingContract(ITransportFactory factory) : TransportContract(factory)
{
    private const int Times = 50;

    private static readonly TestCaseData[] Silences =
    [
        new TestCaseData("ws", null).SetArgDisplayNames("TCP accepted"),
        new TestCaseData("wss", null).SetArgDisplayNames("TLS stalls"),
        new TestCaseData("ws", "").SetArgDisplayNames("upgrade never answered"),
        new TestCaseData("ws", "HTTP/1.1 101 Switching Protocols\r\nUpgrade: web").SetArgDisplayNames("half an answer"),
        new TestCaseData("ws", "HTTP/1.1 503 Busy\r\nContent-Type: text/plain\r\nContent-Length: 9\r\n\r\nbusy").SetArgDisplayNames("half a refusal"),
    ];

    [TestCaseSource(nameof(Silences))]
    public async Task A_dial_that_is_given_up_completes(string scheme, string? answer)
    {
        await using var server = Silent(answer);
        await using var line = new Line(Factory.Create(new TransportRequest { Address = server.Url(scheme) }));
        using var givenUp = new CancellationTokenSource();
        var opening = line.OpenAsync(givenUp.Token);
        await Eventually.HoldsAsync(() => server.Connections == 1);

        await givenUp.CancelAsync();

        Assert.That(async () => await opening, Throws.Nothing);
    }

    [TestCaseSource(nameof(Silences))]
    public async Task A_dial_that_is_aborted_completes(string scheme, string? answer)
    {
        await using var server = Silent(answer);
        await using var line = new Line(Factory.Create(new TransportRequest { Address = server.Url(scheme) }));
        var opening = line.OpenAsync();
        await Eventually.HoldsAsync(() => server.Connections == 1);

        line.Transport.Abort();

        Assert.That(async () => await opening, Throws.Nothing);
    }

    [Test]
    public async Task Nothing_is_dialled_after_an_abort()
    {
        await using var server = new UpgradedServer();
        await using var line = new Line(Factory.Create(new TransportRequest { Address = server.Url }));
        line.Transport.Abort();

        var end = await line.OpenAsync();

        Assert.That((end?.Cause, server.Connections), Is.EqualTo((DisconnectCause.Requested, 0)));
    }

    [Test]
    public async Task Nothing_is_dialled_that_is_given_up_already()
    {
        await using var server = new UpgradedServer();
        await using var line = new Line(Factory.Create(new TransportRequest { Address = server.Url }));

        await line.OpenAsync(new CancellationToken(canceled: true));

        Assert.That(server.Connections, Is.Zero);
    }

    [Test]
    public async Task A_connection_that_is_aborted_was_ended_by_us()
    {
        await using var server = new UpgradedServer();
        await using var line = await RunAsync(server.Url);

        line.Transport.Abort();

        Assert.That(await line.EndAsync(), Is.EqualTo(new DisconnectInfo(DisconnectCause.Requested, CloseCode.AbnormalClosure)));
        Assert.That(await server.GoodbyesAsync(), Is.Empty);
    }

    [Test]
    public async Task An_end_stays_what_it_was()
    {
        await using var server = new UpgradedServer();
        await using var line = await RunAsync(server.Url);
        await server.CloseAsync(4002, "gone");
        await Eventually.HoldsAsync(() => line.HasEnded);

        line.Transport.Abort();

        Assert.That((await line.EndAsync()).Code, Is.EqualTo(4002));
    }

    [Test]
    public async Task Close_abort_and_send_may_meet_on_any_thread()
    {
        await using var server = new RawServer(Peer.UpgradeThen(default));
        for (var n = 0; n < Times; n++)
        {
            await using var line = await RunAsync(server.Url());
            using var together = new Barrier(3);

            var sending = Task.Run(() => Together(() => line.Transport.SendAsync(MessageKind.Text, new byte[100])));
            var closing = Task.Run(() => Together(() => line.Transport.CloseAsync(CloseCode.NormalClosure)));
            var aborting = Task.Run(() => Together(() =>
            {
                line.Transport.Abort();
                return ValueTask.CompletedTask;
            }));

            await sending.WaitAsync(Patience.Long).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Assert.That(async () => await Task.WhenAll(closing, aborting, line.EndAsync()).WaitAsync(Patience.Long), Throws.Nothing);

            async Task Together(Func<ValueTask> act)
            {
                together.SignalAndWait();
                await act();
            }
        }
    }

    [Test]
    public async Task Abort_and_dispose_may_be_called_again([Values] bool isOpened)
    {
        await using var server = new UpgradedServer();
        var transport = Factory.Create(new TransportRequest { Address = server.Url });
        if (isOpened)
        {
            await transport.OpenAsync(CancellationToken.None);
        }

        Assert.That(
            async () =>
            {
                transport.Abort();
                transport.Abort();
                await transport.DisposeAsync();
                await transport.DisposeAsync();
                transport.Abort();
            },
            Throws.Nothing);
    }

    /// <summary>A server that says no more than this, ever; null for one that does not even read.</summary>
    private static RawServer Silent(string? answer) => new(async (stream, stopping) =>
    {
        if (answer is not null)
        {
            await Peer.Answer(answer)(stream, stopping);
        }

        await Peer.SayNothingAsync(stream, stopping);
    });
}
