using TokenSocket.Running;

namespace TokenSocket.Tests.Running;

public sealed class AsyncSignalTests
{
    [Test]
    public void A_signal_that_finds_nobody_is_kept()
    {
        var signal = new AsyncSignal();

        signal.Set();

        Assert.That(signal.WaitAsync(CancellationToken.None).IsCompleted, Is.True);
    }

    [Test]
    public async Task A_signal_wakes_who_waits()
    {
        var signal = new AsyncSignal();
        var wait = signal.WaitAsync(CancellationToken.None);
        var early = wait.IsCompleted;

        signal.Set();
        await wait.SoonAsync();

        Assert.That(early, Is.False);
    }

    [Test]
    public async Task A_signal_after_a_cancelled_wait_is_kept()
    {
        var signal = new AsyncSignal();
        using var source = new CancellationTokenSource();
        var wait = signal.WaitAsync(source.Token);
        await source.CancelAsync();
        Assert.That(() => wait.SoonAsync(), Throws.InstanceOf<OperationCanceledException>());

        signal.Set();

        Assert.That(signal.WaitAsync(CancellationToken.None).IsCompleted, Is.True);
    }
}
