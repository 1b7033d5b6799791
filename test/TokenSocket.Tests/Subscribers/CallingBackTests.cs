using System.IO.Pipelines;
using TokenSocket.Notices;

namespace TokenSocket.Tests.Subscribers;

/// <summary>Subscribers on real threads that call the client from within OnNext and wait for it there.</summary>
public sealed class CallingBackTests
{
    [Test]
    public async Task Changing_the_options_inside_a_notice_returns()
    {
        var bench = Threaded();
        bench.Client.Notices.Subscribe(notice =>
        {
            if (notice is Connected && bench.Gateway.Dials.Count == 1)
            {
                bench.Update(o => o with { Token = "other" });
            }
        });

        await bench.Client.StartAsync();
        await bench.Notices.FirstAsync<OptionsReloaded>();
        await bench.Client.ConnectAsync().SoonAsync();

        Assert.That(bench.Gateway.Connection.Request.Headers["token"], Is.EqualTo("other"));
    }

    [Test]
    public async Task Starting_again_inside_the_stop_begins_a_new_run()
    {
        var bench = await Bench.StableAsync();
        bench.Client.Notices.Subscribe(notice =>
        {
            if (notice is Stopped && bench.Gateway.Dials.Count == 1)
            {
                _ = bench.Client.StartAsync();
            }
        });

        bench.Gateway.Close(4002);

        Assert.That((bench.Client.CurrentStatus, bench.Gateway.Dials.Count), Is.EqualTo((ConnectionStatus.Connected, 2)));
    }

    private static Bench Threaded() => new(services: s => s with { Scheduler = PipeScheduler.ThreadPool });
}
