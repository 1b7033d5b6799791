using System.Globalization;
using TokenSocket.Messages;
using TokenSocket.Testing;

namespace TokenSocket.Tests.Walks;

/// <summary>What one client was given to send, numbered, and what became of each message.</summary>
/// <param name="truth">Where a contradiction goes.</param>
/// <param name="gateway">Who receives it.</param>
internal sealed class Sends(Truth truth, FakeGateway gateway)
{
    private static readonly Task Unsent = Task.FromResult(SendOutcome.NotConnected);

    private readonly List<Task> _all = [];

    /// <summary>Whether there is one of which its sender has not been told everything.</summary>
    public bool AnyOpen => _all.Any(static send => !send.IsCompleted || WasQueued(send));

    public void Send(TokenSocketClient client) => Add(number => client.SendAsync(number));

    public void TrySend(TokenSocketClient client) => Add(number => client.TrySendAsync(number));

    /// <summary>Waits for those that wait for nothing but their turn on another thread: nothing overtakes a message, so the last one tells of all.</summary>
    public void Settle(TokenSocketClient client)
    {
        var last = _all.Count;
        Send(client);
        truth.Must(Ends(_all[last]), "A send did not end, though the connection takes messages.");
    }

    /// <summary>All have ended, and each as it was told, when the client is disposed.</summary>
    /// <param name="dropped">How many were told to be dropped in notices.</param>
    public void CheckAll(int dropped)
    {
        truth.Must(_all.TrueForAll(Ends), "A send did not end with the client.");
        truth.Demand();
        int[] received = [.. gateway.Dials.SelectMany(static dial => dial.Received).Select(static one => int.Parse(one.Text, CultureInfo.InvariantCulture))];
        truth.Must(received.Zip(received.Skip(1)).All(static pair => pair.First < pair.Second), $"Received out of order, or twice: {string.Join(' ', received)}.");
        var arrived = received.ToHashSet();
        for (var i = 0; i < _all.Count; i++)
        {
            var outcome = OutcomeOf(_all[i]);
            var fits = outcome == SendOutcome.Queued || arrived.Contains(i) == (outcome == SendOutcome.Sent);
            truth.Must(fits, $"Message {i} of {_all.Count} was told as {outcome}, and {(arrived.Contains(i) ? "arrived" : "did not arrive")}.");
        }

        var lost = _all.Where((send, i) => WasQueued(send) && !arrived.Contains(i)).Count();
        var told = _all.Count(static send => OutcomeOf(send) == SendOutcome.Dropped);

        // One that the socket was taking at the very moment of the dispose may be told as lost and have arrived all the same.
        truth.Must(lost + told - dropped is 0 or -1, $"{lost} queued messages were lost and {told} were told as dropped, but the notices count {dropped}.");
    }

    private static bool WasQueued(Task send) => send is Task<SendOutcome> { IsCompletedSuccessfully: true, Result: SendOutcome.Queued };

    private static SendOutcome OutcomeOf(Task send) => send switch
    {
        Task<SendOutcome> attempt => attempt.Result,
        { IsCompletedSuccessfully: true } => SendOutcome.Sent,
        { Exception.InnerException: NotConnectedException e } => e.Message.Contains("dropped", StringComparison.Ordinal) ? SendOutcome.Dropped : SendOutcome.NotConnected,
        _ => throw new WalkFault($"A send ended with {send.Exception?.InnerException}."),
    };

    private static bool Ends(Task send) => Handover.Soon(() => send.IsCompleted);

    // The call may have a subscriber send the next one before it returns.
    private void Add(Func<string, Task> send)
    {
        var number = _all.Count;
        _all.Add(Unsent);
        _all[number] = send(number.ToString(CultureInfo.InvariantCulture));
    }
}
