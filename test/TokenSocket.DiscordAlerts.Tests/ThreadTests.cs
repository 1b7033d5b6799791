using TokenSocket.Testing;

namespace TokenSocket.DiscordAlerts.Tests;

public sealed class ThreadTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    [Test]
    public async Task A_sender_that_blocks_its_thread_never_blocks_the_one_that_tells()
    {
        using var sender = new BlockingSender();
        var alerts = new ConnectionAlerts(sender, "bot", new VirtualTime());
        alerts.Update(new DiscordAlertOptions { WebhookUrl = AlertBench.Webhook }, isOn: true, gateway: null);

        alerts.OnNext(new Notices.Stopped(new(Notices.StopKind.Verdict, Dialects.KnownDialects.TokenSocket.Find(4002), 4002, "m", "r")));
        var isBlocked = !sender.Ended.Task.IsCompleted;
        sender.Release();
        await sender.Ended.Task.WaitAsync(Patience);
        await alerts.DisposeAsync();

        Assert.That(isBlocked, Is.True);
    }

    private sealed class BlockingSender : IAlertSender, IDisposable
    {
        private readonly ManualResetEventSlim _gate = new();

        public TaskCompletionSource Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Release() => _gate.Set();

        public Task<AlertOutcome> PostAsync(WebhookAddress address, WebhookPayload payload, CancellationToken cancellationToken)
        {
            _gate.Wait(Patience, CancellationToken.None);
            Ended.SetResult();
            return Task.FromResult<AlertOutcome>(new AlertOutcome.Sent(1));
        }

        public Task<AlertOutcome> EditAsync(WebhookAddress address, ulong messageId, WebhookPayload payload, CancellationToken cancellationToken) =>
            PostAsync(address, payload, cancellationToken);

        public void Dispose() => _gate.Dispose();
    }
}
