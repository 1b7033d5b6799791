using System.IO.Pipelines;
using TokenSocket.Running;

namespace TokenSocket.Tests.Running;

public sealed class PumpTests
{
    [Test]
    public void Hands_out_nothing_before_it_is_resumed()
    {
        var seen = new List<int>();
        var pump = new Pump<int>(PipeScheduler.Inline, one => Take(seen, one));

        pump.Add(1);

        Assert.That(seen, Is.Empty);
    }

    [Test]
    public void Hands_out_in_order()
    {
        var seen = new List<int>();
        var pump = new Pump<int>(PipeScheduler.Inline, one => Take(seen, one));
        pump.Add(1);
        pump.Add(2);

        pump.Resume();

        Assert.That(seen, Is.EqualTo(new[] { 1, 2 }));
    }

    [Test]
    public void What_is_added_while_one_is_handed_out_comes_after_it()
    {
        var seen = new List<string>();
        Pump<int> pump = null!;
        pump = new Pump<int>(PipeScheduler.Inline, one =>
        {
            seen.Add($"begin {one}");
            if (one == 1)
            {
                pump.Add(2);
                pump.Resume();
            }

            seen.Add($"end {one}");
            return true;
        });
        pump.Add(1);

        pump.Resume();

        Assert.That(seen, Is.EqualTo(new[] { "begin 1", "end 1", "begin 2", "end 2" }));
    }

    [Test]
    public void One_that_cannot_be_handed_out_yet_holds_up_the_others()
    {
        var seen = new List<int>();
        var isReady = false;
        var pump = new Pump<int>(PipeScheduler.Inline, one => isReady && Take(seen, one));
        pump.Add(1);
        pump.Add(2);
        pump.Resume();
        var early = seen.Count;

        isReady = true;
        pump.Resume();

        Assert.That((early, seen), Is.EqualTo((0, new List<int> { 1, 2 })));
    }

    [Test]
    public void One_that_becomes_ready_while_it_is_refused_is_offered_again()
    {
        var seen = new List<int>();
        var isReady = false;
        Pump<int> pump = null!;
        pump = new Pump<int>(PipeScheduler.Inline, one =>
        {
            if (isReady)
            {
                return Take(seen, one);
            }

            isReady = true;
            pump.Resume();
            return false;
        });
        pump.Add(1);

        pump.Resume();

        Assert.That(seen, Is.EqualTo(new[] { 1 }));
    }

    [Test]
    public async Task Eight_threads_lose_nothing_and_it_hands_out_one_at_a_time()
    {
        var (inside, most, count) = (0, 0, 0);
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var pump = new Pump<int>(PipeScheduler.ThreadPool, _ =>
        {
            most = Math.Max(most, Interlocked.Increment(ref inside));
            Interlocked.Decrement(ref inside);
            if (++count == 80_000)
            {
                done.SetResult();
            }

            return true;
        });

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Factory.StartNew(
            () =>
            {
                for (var n = 0; n < 10_000; n++)
                {
                    pump.Add(n);
                    pump.Resume();
                }
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default))).SoonAsync();
        await done.Task.SoonAsync();

        Assert.That(most, Is.EqualTo(1));
    }

    private static bool Take(List<int> seen, int one)
    {
        seen.Add(one);
        return true;
    }
}
