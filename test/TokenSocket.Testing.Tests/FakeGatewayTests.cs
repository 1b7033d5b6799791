using TokenSocket.CloseCodes;
using TokenSocket.Messages;
using TokenSocket.Transport;

namespace TokenSocket.Testing.Tests;

public sealed class FakeGatewayTests
{
    private FakeGateway _gateway = null!;

    [SetUp]
    public void SetUp()
    {
        SynchronizationContext.SetSynchronizationContext(null);
        _gateway = new FakeGateway();
    }

    [Test]
    public void Nobody_has_dialled_at_first()
    {
        Assert.That(() => _gateway.Connection, Throws.InvalidOperationException);
    }

    [Test]
    public void Accepts_every_dial_by_default()
    {
        var end = Dial().OpenAsync(CancellationToken.None).AsTask();

        Assert.That((end.Result, _gateway.OpenConnections), Is.EqualTo(((DisconnectInfo?)null, 1)));
    }

    [Test]
    public void Refuses_with_a_status_and_its_facts()
    {
        _gateway.RefuseAll(429, TimeSpan.FromSeconds(7), "slow down");

        var end = Dial().OpenAsync(CancellationToken.None).AsTask().Result;

        Assert.That(end, Is.EqualTo(new DisconnectInfo(DisconnectCause.Refused, HttpStatus: 429, RetryAfter: TimeSpan.FromSeconds(7), Body: "slow down")));
    }

    [Test]
    public void Cannot_be_reached_when_it_is_told_so()
    {
        _gateway.BeUnreachable();

        Assert.That(Dial().OpenAsync(CancellationToken.None).AsTask().Result!.Cause, Is.EqualTo(DisconnectCause.Unreachable));
    }

    [Test]
    public void Leaves_a_dial_unanswered_until_it_is_accepted()
    {
        _gateway.IgnoreAll();
        var open = Dial().OpenAsync(CancellationToken.None).AsTask();
        var early = open.IsCompleted;

        _gateway.Connection.Accept();

        Assert.That((early, open.IsCompletedSuccessfully), Is.EqualTo((false, true)));
    }

    [Test]
    public void An_end_answers_a_dial_that_is_unanswered()
    {
        _gateway.IgnoreAll();
        var open = Dial().OpenAsync(CancellationToken.None).AsTask();

        _gateway.Drop();

        Assert.That(open.Result!.Cause, Is.EqualTo(DisconnectCause.Dropped));
    }

    [Test]
    public void Messages_and_the_end_come_in_order()
    {
        var seen = new List<string>();
        var run = Open().RunAsync(message =>
        {
            seen.Add($"{message.Kind} {message.Text}");
            return ValueTask.CompletedTask;
        }).AsTask();

        _gateway.Send("a");
        _gateway.Send("b"u8.ToArray());
        _gateway.Close(4002, "no");

        Assert.That((seen, run.Result), Is.EqualTo((new List<string> { "Text a", "Binary b" }, new DisconnectInfo(DisconnectCause.Closed, 4002, "no"))));
    }

    [Test]
    public void A_closed_connection_is_not_open_any_more()
    {
        var run = Open().RunAsync(_ => ValueTask.CompletedTask).AsTask();

        _gateway.Close(1000);

        Assert.That((run.IsCompleted, _gateway.OpenConnections, _gateway.MostOpenConnections), Is.EqualTo((true, 0, 1)));
    }

    [Test]
    public void Nothing_is_read_while_a_message_is_not_taken()
    {
        var taken = new TaskCompletionSource();
        var count = 0;
        _ = Open().RunAsync(_ =>
        {
            count++;
            return new ValueTask(taken.Task);
        }).AsTask();
        _gateway.Send("a");
        _gateway.Send("b");
        var early = count;

        taken.SetResult();

        Assert.That((early, count), Is.EqualTo((1, 2)));
    }

    [Test]
    public void Answers_a_goodbye_with_its_code()
    {
        var dial = Open();
        var run = dial.RunAsync(_ => ValueTask.CompletedTask).AsTask();

        _ = dial.CloseAsync(1000).AsTask();

        Assert.That((_gateway.Connection.Goodbye, run.Result.Code), Is.EqualTo(((int?)1000, (int?)1000)));
    }

    [Test]
    public void Leaves_a_goodbye_unanswered_when_it_is_told_so()
    {
        _gateway.AnswersGoodbyes = false;
        var dial = Open();
        var run = dial.RunAsync(_ => ValueTask.CompletedTask).AsTask();

        _ = dial.CloseAsync(1000).AsTask();

        Assert.That(run.IsCompleted, Is.False);
    }

    [Test]
    public async Task Keeps_what_it_was_sent()
    {
        await Open().SendAsync(MessageKind.Text, "hello"u8.ToArray());

        Assert.That(_gateway.Connection.Received.Single().Text, Is.EqualTo("hello"));
    }

    [Test]
    public async Task A_stuck_send_ends_with_the_connection()
    {
        var dial = Open();
        _gateway.Connection.IsStuck = true;
        var send = dial.SendAsync(MessageKind.Text, "hello"u8.ToArray()).AsTask();
        var early = send.IsCompleted;

        await dial.DisposeAsync();

        Assert.That((early, send.IsFaulted), Is.EqualTo((false, true)));
    }

    private ITransport Dial() => _gateway.Create(new TransportRequest { Address = new Uri("wss://gateway.example") });

    private ITransport Open()
    {
        var dial = Dial();
        _ = dial.OpenAsync(CancellationToken.None).AsTask();
        return dial;
    }
}
