using System.IO.Pipelines;
using TokenSocket.Messages;
using TokenSocket.Running;

namespace TokenSocket.Tests.Running;

public sealed class MessageQueueTests
{
    private List<string> _seen = null!;
    private MessageQueue _queue = null!;
    private GuardedStream<SocketMessage> _stream = null!;

    [SetUp]
    public void SetUp()
    {
        // What another test's thread still hands out goes into that test's list.
        var seen = _seen = [];
        _stream = new GuardedStream<SocketMessage>(_ => { });
        _queue = new MessageQueue(PipeScheduler.Inline, _stream, () => { });
        _stream.Subscribe(message => seen.Add(message.Text));
    }

    [Test]
    public async Task Hands_out_nothing_before_the_connection_is_admitted()
    {
        await AddAsync(1, "a");
        var early = _seen.Count;

        _queue.Admit(1);

        Assert.That((early, _seen), Is.EqualTo((0, new List<string> { "a" })));
    }

    [Test]
    public async Task Hands_out_at_once_after_it()
    {
        _queue.Admit(1);

        await AddAsync(1, "a");

        Assert.That(_seen, Is.EqualTo(new[] { "a" }));
    }

    [Test]
    public async Task Takes_no_more_messages_than_it_has_room_for()
    {
        _queue.Limit(2, long.MaxValue);
        await AddAsync(1, "a");
        await AddAsync(1, "b");

        Assert.That(AddAsync(1, "c").IsCompleted, Is.False);
    }

    [Test]
    public async Task Takes_no_more_bytes_than_it_has_room_for()
    {
        _queue.Limit(100, 3);
        await AddAsync(1, "abc");

        Assert.That(AddAsync(1, "d").IsCompleted, Is.False);
    }

    [Test]
    public void Takes_one_message_of_any_size()
    {
        _queue.Limit(100, 3);

        Assert.That(AddAsync(1, "abcdefgh").IsCompletedSuccessfully, Is.True);
    }

    [Test]
    public async Task Takes_the_waiting_message_in_as_soon_as_there_is_room()
    {
        _queue.Limit(1, long.MaxValue);
        await AddAsync(1, "a");
        var waiting = AddAsync(1, "b");

        _queue.Admit(1);
        await waiting.SoonAsync();

        Assert.That(_seen, Is.EqualTo(new[] { "a", "b" }));
    }

    [Test]
    public async Task Takes_the_message_of_an_ended_connection_in_before_those_of_the_next()
    {
        _queue.Limit(1, long.MaxValue);
        await AddAsync(1, "a");
        _ = AddAsync(1, "b");
        _queue.Flush();
        _queue.Limit(10, long.MaxValue);
        await AddAsync(2, "c");

        _queue.Admit(1);
        _queue.Admit(2);

        Assert.That(_seen, Is.EqualTo(new[] { "a", "b", "c" }));
    }

    [Test]
    public async Task Keeps_the_message_of_a_connection_that_was_given_up_while_it_waited()
    {
        _queue.Limit(1, long.MaxValue);
        using var givenUp = new CancellationTokenSource();
        await AddAsync(1, "a");
        var waiting = _queue.AddAsync(1, Message("b"), givenUp.Token).AsTask();
        await givenUp.CancelAsync();
        Assert.That(() => waiting.SoonAsync(), Throws.InstanceOf<OperationCanceledException>());

        _queue.Flush();
        _queue.Admit(1);

        Assert.That(_seen, Is.EqualTo(new[] { "a", "b" }));
    }

    [Test]
    public async Task Is_not_clear_while_an_earlier_connections_message_waits()
    {
        _queue.AttachReader();
        _queue.Admit(1);

        await AddAsync(1, "a");

        Assert.That((_queue.TryClearBefore(1), _queue.TryClearBefore(2)), Is.EqualTo((true, false)));
    }

    [Test]
    public async Task Drops_and_counts_the_messages_of_a_connection_that_was_never_announced()
    {
        await AddAsync(1, "a");
        await AddAsync(1, "b");

        var isClear = _queue.TryClearBefore(2);
        _queue.Admit(2);

        Assert.That((isClear, _queue.Dropped, _seen.Count), Is.EqualTo((true, 2L, 0)));
    }

    [Test]
    public async Task Gives_back_the_room_of_what_it_drops()
    {
        _queue.Limit(100, 3);
        await AddAsync(1, "abc");
        _queue.TryClearBefore(2);
        _queue.AttachReader();
        await AddAsync(2, "d");

        Assert.That(AddAsync(2, "ef").IsCompletedSuccessfully, Is.True);
    }

    [Test]
    public async Task Counts_what_nobody_was_there_to_receive()
    {
        var queue = new MessageQueue(PipeScheduler.Inline, new GuardedStream<SocketMessage>(_ => { }), () => { });
        queue.Admit(1);

        await queue.AddAsync(1, Message("a"), CancellationToken.None);

        Assert.That(queue.Dropped, Is.EqualTo(1));
    }

    [Test]
    public async Task A_reader_ends_with_the_queue_even_where_a_late_message_came()
    {
        _queue.AttachReader();
        var read = _queue.ReadAsync(CancellationToken.None).AsTask();
        await AddAsync(7, "late");

        _queue.Complete();

        Assert.That(await read.SoonAsync(), Is.Null);
    }

    [Test]
    public async Task A_message_taken_while_a_subscriber_is_busy_waits_its_turn()
    {
        var nested = false;
        _stream.Subscribe(message =>
        {
            if (message.Text == "a")
            {
                _ = AddAsync(1, "b");
                nested = _seen.Contains("b");
            }
        });
        _queue.Admit(1);

        await AddAsync(1, "a");

        Assert.That((nested, _seen), Is.EqualTo((false, new List<string> { "a", "b" })));
    }

    [Test]
    public async Task A_reader_that_comes_while_a_subscriber_is_busy_waits_its_turn()
    {
        var hasRead = false;
        _stream.Subscribe(message =>
        {
            if (message.Text == "a")
            {
                _queue.AttachReader();
                hasRead = _queue.ReadAsync(CancellationToken.None).AsTask().IsCompleted;
            }
        });
        await AddAsync(1, "a");
        await AddAsync(1, "b");

        _queue.Admit(1);

        Assert.That(hasRead, Is.False);
    }

    private static SocketMessage Message(string text) => new(MessageKind.Text, System.Text.Encoding.UTF8.GetBytes(text));

    private Task AddAsync(int epoch, string text) => _queue.AddAsync(epoch, Message(text), CancellationToken.None).AsTask();
}
