using System.IO.Pipelines;
using TokenSocket.Notices;
using TokenSocket.Testing;

namespace TokenSocket.Tests.Running;

public sealed class RunTests
{
    [Test]
    public async Task Completes_after_the_subscribers_have_been_told()
    {
        var bench = await Bench.StartedAsync();
        var completedBefore = true;
        bench.Client.Notices.Subscribe(_ => completedBefore = bench.Client.Completion.IsCompleted);

        bench.Gateway.Close(4004);

        Assert.That((completedBefore, bench.Client.Completion.IsCompleted), Is.EqualTo((false, true)));
    }

    [Test]
    public async Task Completes_a_second_later_where_a_subscriber_is_stuck()
    {
        var (gateway, time) = (new FakeGateway(), new VirtualTime());
        var services = Inline.Services(gateway, time) with { Scheduler = PipeScheduler.ThreadPool };
        var client = new TokenSocketClient(new TokenSocketOptions { GatewayUrl = Bench.Url }, services);
        using var stuck = new ManualResetEventSlim();
        using var reached = new ManualResetEventSlim();
        client.Notices.Subscribe(notice =>
        {
            if (notice is Stopped)
            {
                reached.Set();
                stuck.Wait();
            }
        });
        gateway.AnswerWith(dial =>
        {
            dial.End(new(CloseCodes.DisconnectCause.Closed, 4004));
            return null;
        });
        await client.StartAsync();
        reached.Wait(TimeSpan.FromSeconds(10));

        time.Advance(TimeSpan.FromSeconds(1));
        var reason = await client.Completion.WaitAsync(TimeSpan.FromSeconds(10));

        Assert.That(reason.Code, Is.EqualTo(4004));
        stuck.Set();
    }

    [Test]
    public async Task Leaves_no_timer_behind()
    {
        var bench = await Bench.StartedAsync();

        bench.Gateway.Close(4004);

        Assert.That(bench.Time.Timers, Is.Zero);
    }
}
