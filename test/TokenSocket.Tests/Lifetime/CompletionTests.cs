using TokenSocket.Notices;

namespace TokenSocket.Tests.Lifetime;

public sealed class CompletionTests
{
    [Test]
    public async Task Before_the_first_start_it_is_the_first_runs()
    {
        var bench = new Bench();
        var before = bench.Client.Completion;

        await bench.Client.StartAsync();

        Assert.That(bench.Client.Completion, Is.SameAs(before));
    }

    [Test]
    public async Task After_the_end_it_stays_the_ended_runs()
    {
        var bench = await Bench.StableAsync();
        var run = bench.Client.Completion;

        await bench.Client.StopAsync();

        Assert.That((bench.Client.Completion, run.IsCompletedSuccessfully), Is.EqualTo((run, true)));
    }

    [Test]
    public async Task A_start_by_hand_begins_a_new_task()
    {
        var bench = await Bench.StableAsync();
        await bench.Client.StopAsync();
        var first = bench.Client.Completion;

        await bench.Client.StartAsync();

        Assert.That((bench.Client.Completion == first, bench.Client.Completion.IsCompleted), Is.EqualTo((false, false)));
    }

    [Test]
    public async Task Dispose_before_the_first_start_completes_it()
    {
        var bench = new Bench();

        await bench.Client.DisposeAsync();

        Assert.That((await bench.Client.Completion.SoonAsync()).Kind, Is.EqualTo(StopKind.Requested));
    }

    [Test]
    public async Task A_renewal_does_not_end_it()
    {
        var bench = await Bench.StableAsync();
        var run = bench.Client.Completion;

        bench.Update(o => o with { Token = "other" });

        Assert.That((bench.Client.Completion, run.IsCompleted), Is.EqualTo((run, false)));
    }
}
