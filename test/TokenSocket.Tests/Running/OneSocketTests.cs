using TokenSocket.CloseCodes;
using TokenSocket.Messages;
using TokenSocket.Notices;
using TokenSocket.Testing;
using TokenSocket.Transport;

namespace TokenSocket.Tests.Running;

/// <summary>What happens with a transport that takes its time to end.</summary>
public sealed class OneSocketTests
{
    private readonly List<Stubborn> _made = [];

    [SetUp]
    public void SetUp() => _made.Clear();

    [Test]
    public async Task A_socket_that_outlives_its_abort_holds_up_the_next_dial()
    {
        var bench = await StartedAsync();
        await StopAndStartAsync(bench);
        var early = _made.Count;

        Inline.Run(() => _made[0].Ended.SetResult());
        await bench.Client.ConnectAsync().SoonAsync();

        Assert.That((early, _made.Count), Is.EqualTo((1, 2)));
    }

    [Test]
    public async Task It_holds_up_the_one_after_an_attempt_that_was_given_up_too()
    {
        var bench = await StartedAsync();
        await StopAndStartAsync(bench);
        bench.Update(o => o with { Token = "second" });
        bench.Update(o => o with { Token = "third" });
        var early = _made.Count;

        Inline.Run(() => _made[0].Ended.SetResult());
        await bench.Client.ConnectAsync().SoonAsync();

        Assert.That((early, _made.Count), Is.EqualTo((1, 2)));
    }

    [Test]
    public async Task An_attempt_that_is_held_up_so_has_no_longer_than_ConnectTimeout()
    {
        var bench = await StartedAsync();
        await StopAndStartAsync(bench);

        bench.Advance(15);

        Assert.That((_made.Count, bench.Notices.Of<Disconnected>()[^1].Info.Cause), Is.EqualTo((1, DisconnectCause.TimedOut)));
    }

    [Test]
    public async Task Messages_of_a_socket_that_opened_after_it_was_given_up_hold_up_nothing()
    {
        var bench = new Bench(services: s => s with { TransportFactory = new Factory(_made, isHeldUp: true) });
        bench.Client.Messages.Subscribe(_ => { });
        await bench.Client.StartAsync();
        await bench.Client.StopAsync();
        Inline.Run(() => _made[0].Opened.SetResult());
        await bench.Client.StartAsync();
        Inline.Run(() => _made[0].Ended.SetResult());

        Inline.Run(() => _made[^1].Opened.TrySetResult());
        await bench.Notices.FirstAsync<Connected>();

        Assert.That((bench.Client.CurrentStatus, bench.Client.DroppedMessages), Is.EqualTo((ConnectionStatus.Connected, 1L)));
    }

    private Task<Bench> StartedAsync() => Bench.StartedAsync(services: s => s with { TransportFactory = new Factory(_made, isHeldUp: false) });

    private static Task StopAndStartAsync(Bench bench)
    {
        _ = bench.Client.StopAsync();
        bench.Advance(5);
        return bench.Client.StartAsync();
    }

    private sealed class Factory(List<Stubborn> made, bool isHeldUp) : ITransportFactory
    {
        public ITransport Create(TransportRequest request)
        {
            var transport = new Stubborn();
            made.Add(transport);
            if (!isHeldUp)
            {
                transport.Opened.SetResult();
            }

            return transport;
        }
    }

    private sealed class Stubborn : ITransport
    {
        public TaskCompletionSource Opened { get; } = new();

        public TaskCompletionSource Ended { get; } = new();

        public async ValueTask<DisconnectInfo?> OpenAsync(CancellationToken cancellationToken)
        {
            await Opened.Task.ConfigureAwait(false);
            return null;
        }

        public async ValueTask<DisconnectInfo> RunAsync(Func<SocketMessage, ValueTask> receive)
        {
            if (!Ended.Task.IsCompleted)
            {
                await receive(new SocketMessage(MessageKind.Text, "x"u8.ToArray())).ConfigureAwait(false);
            }

            await Ended.Task.ConfigureAwait(false);
            return new DisconnectInfo(DisconnectCause.Dropped, CloseCode.AbnormalClosure);
        }

        public ValueTask SendAsync(MessageKind kind, ReadOnlyMemory<byte> payload) => ValueTask.CompletedTask;

        public ValueTask CloseAsync(int code) => ValueTask.CompletedTask;

        public void Abort()
        {
            // It takes its time.
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
