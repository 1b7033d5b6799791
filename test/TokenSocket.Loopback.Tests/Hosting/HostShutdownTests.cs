using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using TokenSocket.Contracts;
using TokenSocket.Gateway.Discord;
using TokenSocket.Hosting;
using TokenSocket.Messages;
using TokenSocket.Notices;

namespace TokenSocket.Loopback.Tests.Hosting;

[Parallelizable(ParallelScope.All)]
public sealed class HostShutdownTests
{
    [Test]
    public async Task A_host_goes_down_in_time_though_gateway_Discord_and_a_handler_answer_no_more()
    {
        await using var rig = await HostRig.MadeAsync(options: ("CloseTimeout", "500"));
        var handler = new DeafHandler();
        rig.Services.AddSingleton(handler);
        rig.Client.AddHandler<DeafHandler>();
        rig.Discord.Answer = Answers.Hang;
        await rig.StartAsync();
        await rig.ConnectedAsync(times: 1);
        await rig.Peer.SendAsync("busy");
        await handler.IsBusy.WaitAsync(Patience.Long);
        await rig.ChannelAsync(channel => channel.Requests.Count == 1);
        rig.Peer.StopAnswering();

        var start = Stopwatch.GetTimestamp();
        await rig.StopAsync();
        var took = Stopwatch.GetElapsedTime(start);

        // 4.5 s are promised; the rest is for a machine that is busy with something else.
        Assert.That(took, Is.LessThan(TimeSpan.FromSeconds(4.5 + 3)));
        Assert.That(rig.Host.Services.GetRequiredService<TokenSocketClient>().CurrentStatus, Is.EqualTo(ConnectionStatus.Idle));
    }

    [Test]
    public async Task An_outage_is_told_as_stopped_before_it_is_down()
    {
        await using var rig = await HostRig.ConnectedAsync();
        await rig.Server.StopAsync();
        await rig.ChannelAsync(channel => channel.Requests.Count == 1);

        await rig.StopAsync();

        Assert.That((rig.Titles.Single().Split(" > ")[0], rig.Titles.Single().Split(" > ")[^1]), Is.EqualTo(("⏳ Reconnecting", "⏳ Stopped")));
    }

    private sealed class DeafHandler : ITokenSocketHandler
    {
        private readonly TaskCompletionSource _busy = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task IsBusy => _busy.Task;

        public async ValueTask HandleAsync(SocketMessage message, CancellationToken cancellationToken)
        {
            _busy.TrySetResult();
            await new TaskCompletionSource().Task;
        }
    }
}
