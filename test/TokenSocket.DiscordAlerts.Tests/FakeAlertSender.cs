using System.Text.Json;
using TokenSocket.Secrecy;
using TokenSocket.Testing;

namespace TokenSocket.DiscordAlerts.Tests;

/// <summary>A channel that takes everything at once, gives messages the ids 1, 2, 3, …, and answers otherwise when told to.</summary>
internal sealed class FakeAlertSender(VirtualTime time) : IAlertSender
{
    private readonly Queue<Func<Task<AlertOutcome>>> _answers = new();
    private Func<AlertOutcome>? _always;
    private ulong _ids;

    public List<AlertCall> Calls { get; } = [];

    public CancellationToken LastToken { get; private set; }

    public AlertCall Last => Calls[^1];

    public IEnumerable<string> Story => Calls.Select(call => call.ToString());

    /// <summary>The next request, of those that were not told of yet, is answered so.</summary>
    public void AnswerNext(AlertOutcome outcome) => _answers.Enqueue(() => Task.FromResult(outcome));

    public void ThrowNext(Exception e) => _answers.Enqueue(() => Task.FromException<AlertOutcome>(e));

    /// <summary>The next request is answered when the test says so.</summary>
    public TaskCompletionSource<AlertOutcome> HoldNext()
    {
        var answer = new TaskCompletionSource<AlertOutcome>();
        _answers.Enqueue(() => answer.Task);
        return answer;
    }

    /// <summary>Every request is answered so; null for as usual.</summary>
    public void AnswerAll(Func<AlertOutcome>? outcome) => _always = outcome;

    public Task<AlertOutcome> PostAsync(WebhookAddress address, WebhookPayload payload, CancellationToken cancellationToken) =>
        AnswerAsync(new(time.Elapsed, address, null, payload), cancellationToken);

    public Task<AlertOutcome> EditAsync(WebhookAddress address, ulong messageId, WebhookPayload payload, CancellationToken cancellationToken) =>
        AnswerAsync(new(time.Elapsed, address, messageId, payload), cancellationToken);

    private Task<AlertOutcome> AnswerAsync(AlertCall call, CancellationToken cancellationToken)
    {
        SecretsSink.Run.See(Outlet.Alert, JsonSerializer.Serialize(call.Payload));
        SecretsSink.Run.See(Outlet.Print, call.Address.ToString());
        Calls.Add(call);
        LastToken = cancellationToken;
        return _answers.TryDequeue(out var answer) ? answer() : Task.FromResult(_always?.Invoke() ?? new AlertOutcome.Sent(call.Edited ?? ++_ids));
    }
}
