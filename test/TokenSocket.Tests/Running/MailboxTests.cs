using TokenSocket.Running;

namespace TokenSocket.Tests.Running;

public sealed class MailboxTests
{
    [Test]
    public void Handles_in_order()
    {
        var seen = new List<int>();
        var mailbox = new Mailbox<int>(seen.Add, () => { });

        mailbox.Post(1);
        mailbox.Post(2);

        Assert.That(seen, Is.EqualTo(new[] { 1, 2 }));
    }

    [Test]
    public void A_post_from_within_the_handler_waits_its_turn()
    {
        var seen = new List<string>();
        Mailbox<int> mailbox = null!;
        mailbox = new Mailbox<int>(
            one =>
            {
                seen.Add($"begin {one}");
                if (one == 1)
                {
                    mailbox.Post(2);
                }

                seen.Add($"end {one}");
            },
            () => { });

        mailbox.Post(1);

        Assert.That(seen, Is.EqualTo(new[] { "begin 1", "end 1", "begin 2", "end 2" }));
    }

    [Test]
    public void Lets_go_once_everything_is_handled()
    {
        var seen = new List<string>();
        Mailbox<int> mailbox = null!;
        mailbox = new Mailbox<int>(
            one =>
            {
                seen.Add($"{one}");
                if (one == 1)
                {
                    mailbox.Post(2);
                }
            },
            () => seen.Add("let go"));

        mailbox.Post(1);

        Assert.That(seen, Is.EqualTo(new[] { "1", "2", "let go" }));
    }

    [Test]
    public void A_post_after_it_has_let_go_is_handled_at_once()
    {
        var seen = new List<int>();
        Mailbox<int> mailbox = null!;
        mailbox = new Mailbox<int>(seen.Add, () => Act(seen.Count == 1, () => mailbox.Post(2)));

        mailbox.Post(1);

        Assert.That(seen, Is.EqualTo(new[] { 1, 2 }));
    }

    [Test]
    public void A_handler_that_throws_does_not_close_it()
    {
        var seen = new List<int>();
        var mailbox = new Mailbox<int>(one => Act(true, () => seen.Add(one == 1 ? throw new InvalidOperationException() : one)), () => { });
        Assert.Throws<InvalidOperationException>(() => mailbox.Post(1));

        mailbox.Post(2);

        Assert.That(seen, Is.EqualTo(new[] { 2 }));
    }

    [Test]
    public void What_waits_behind_a_handler_that_throws_is_handled()
    {
        var seen = new List<int>();
        Mailbox<int> mailbox = null!;
        mailbox = new Mailbox<int>(
            one =>
            {
                if (one == 1)
                {
                    mailbox.Post(2);
                    throw new InvalidOperationException();
                }

                seen.Add(one);
            },
            () => { });

        Assert.Throws<InvalidOperationException>(() => mailbox.Post(1));

        Assert.That(seen, Is.EqualTo(new[] { 2 }));
    }

    [Test]
    public void An_item_added_is_handled_when_it_is_drained()
    {
        var seen = new List<int>();
        var mailbox = new Mailbox<int>(seen.Add, () => { });

        var mustDrain = mailbox.Add(1);
        var early = seen.Count;
        mailbox.Drain();

        Assert.That((mustDrain, early, seen.Count), Is.EqualTo((true, 0, 1)));
    }

    [Test]
    public void Only_the_first_who_adds_must_drain()
    {
        var mailbox = new Mailbox<int>(_ => { }, () => { });

        Assert.That((mailbox.Add(1), mailbox.Add(2)), Is.EqualTo((true, false)));
    }

    [Test]
    public async Task Eight_threads_are_handled_one_at_a_time_and_none_is_lost()
    {
        var (inside, most, count) = (0, 0, 0);
        var last = new int[8];
        var inversions = 0;
        var mailbox = new Mailbox<(int Thread, int N)>(
            one =>
            {
                most = Math.Max(most, Interlocked.Increment(ref inside));
                inversions += one.N == last[one.Thread] + 1 ? 0 : 1;
                last[one.Thread] = one.N;
                count++;
                Interlocked.Decrement(ref inside);
            },
            () => { });

        await Task.WhenAll(Enumerable.Range(0, 8).Select(thread => Task.Factory.StartNew(
            () =>
            {
                for (var n = 1; n <= 10_000; n++)
                {
                    mailbox.Post((thread, n));
                }
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default))).SoonAsync();

        Assert.That((most, count, inversions), Is.EqualTo((1, 80_000, 0)));
    }

    private static void Act(bool when, Action act)
    {
        if (when)
        {
            act();
        }
    }
}
