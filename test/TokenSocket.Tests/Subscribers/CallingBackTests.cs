using System.IO.Pipelines;
using TokenSocket.Notices;

namespace TokenSocket.Tests.Subscribers;

/// <summary>Subscribers on real threads that call the client from within OnNext and wait for it there.</summary>
public sealed class CallingBackTests
{
    private static readonly TestCaseData[] Calls =
    [
        new TestCaseData((Func<TokenSocketClient, Task>)(client => client.StopAsync())).SetArgDisplayNames("stop"),
        new TestCaseData((Func<TokenSocketClient, Task>)(client => client.DisposeAsync().AsTask())).SetArgDisplayNames("dispose"),
        new TestCaseData((Func<TokenSocketClient, Task>)(client => client.TrySendAsync("text"))).SetArgDisplayNames("send"),
        new TestCaseData((Func<TokenSocketClient, Task>)(client => client.ConnectAsync())).SetArgDisplayNames("connect"),
        new TestCaseData((Func<TokenSocketClient, Task>)(client => client.ReconnectAsync())).SetArgDisplayNames("reconnect"),
        new TestCaseData((Func<TokenSocketClient, Task>)(client => client.StartAsync())).SetArgDisplayNames("start"),
    ];

    [TestCaseSource(nameof(Calls))]
    public async Task Inside_a_notice_it_returns(Func<TokenSocketClient, Task> call)
    {
        var bench = Threaded();
        var returned = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        bench.Client.Notices.Subscribe(notice =>
        {
            if (notice is Connected)
            {
                call(bench.Client).SoonAsync().GetAwaiter().GetResult();
                returned.TrySetResult();
            }
        });

        await bench.Client.StartAsync();

        Assert.That(async () => await returned.Task.SoonAsync(), Throws.Nothing);
    }

    [TestCaseSource(nameof(Calls))]
    public async Task Inside_a_message_it_returns(Func<TokenSocketClient, Task> call)
    {
        var bench = Threaded();
        var returned = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        bench.Client.Messages.Subscribe(_ =>
        {
            call(bench.Client).SoonAsync().GetAwaiter().GetResult();
            returned.TrySetResult();
        });
        await bench.Client.ConnectAsync().SoonAsync();

        bench.Gateway.Send("text");

        Assert.That(async () => await returned.Task.SoonAsync(), Throws.Nothing);
    }

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
