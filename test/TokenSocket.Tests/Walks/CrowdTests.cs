using System.IO.Pipelines;
using TokenSocket.Notices;
using TokenSocket.Secrecy;
using TokenSocket.Testing;

namespace TokenSocket.Tests.Walks;

/// <summary>
/// Several threads call one client at the same time on the real scheduler. What happens between is anybody's guess; that every call returns
/// and that the client then is as the last one asked is not. <c>WALK_SEED</c> is as in <see cref="RandomWalkTests"/>, but for the threads' own chance.
/// </summary>
public sealed class CrowdTests
{
    private const int Crowds = 200;
    private const int Threads = 4;
    private const int CallsOfThread = 25;

    [Test]
    [Category("Fault")]
    public async Task Row26_However_many_threads_call_at_once_the_client_ends_as_the_last_call_asked()
    {
        var seed = WalkSeed.Next();
        await TestContext.Out.WriteLineAsync($"Row 26: {Crowds * Threads * CallsOfThread:N0} calls in {Crowds} crowds of {Threads} threads, seed {seed}");
        var dice = new Random((int)(seed % int.MaxValue));
        for (var crowd = 0; crowd < Crowds; crowd++)
        {
            await MeetAsync(dice.Next(), disposes: crowd % 2 == 0);
        }
    }

    private static async Task MeetAsync(int seed, bool disposes)
    {
        var (time, servers) = (new VirtualTime(), new FreshGateways());
        var services = Inline.Services(new FakeGateway(), time) with { TransportFactory = servers, Scheduler = PipeScheduler.ThreadPool };
        var client = new TokenSocketClient(Menu.Options(number: 0), SecretsSink.Run.Watch(services));
        using var notices = new NoticeRecorder(client);
        var crowd = new Crowd(client, servers, time);

        await crowd.MeetAsync(seed, Threads, CallsOfThread, disposes);
        servers.AreGood = true;
        var ends = disposes ? [] : await EndsAsync(client, time);
        await InTimeAsync(client.DisposeAsync().AsTask(), time);
        await InTimeAsync(client.Completion, time);
        var thrown = await crowd.ThrownAsync();

        Assert.Multiple(() =>
        {
            Assert.That(ends, Is.EqualTo(disposes ? [] : new[] { ConnectionStatus.Idle, ConnectionStatus.Connected }), $"seed {seed}");
            Assert.That(Handover.Soon(() => (notices.IsCompleted, time.Timers, servers.Open) == (true, 0, 0)), Is.True, $"seed {seed}: {time.Timers} timers and {servers.Open} sockets were left");
            Assert.That(servers.Overlaps, Is.Zero, $"seed {seed}");
            Assert.That(thrown.Where(e => e is not (NotConnectedException or ConnectionStoppedException) && !(disposes && e is ObjectDisposedException)), Is.Empty, $"seed {seed}");
            Assert.That(Disorder(notices.All), Is.Empty, $"seed {seed}");
        });
    }

    /// <summary>The states in which it is after the crowd: stopped, and then connected.</summary>
    private static async Task<ConnectionStatus[]> EndsAsync(TokenSocketClient client, VirtualTime time)
    {
        await InTimeAsync(client.StopAsync(), time);
        var stopped = client.CurrentStatus;
        client.UpdateOptions(client.Options with { MaxAttempts = null, MaxOutage = null, IdleTimeout = null });
        await InTimeAsync(client.ConnectAsync(), time);
        return [stopped, client.CurrentStatus];
    }

    /// <summary>Lets time pass until it is done, for a goodbye or a handshake may be under way.</summary>
    private static async Task InTimeAsync(Task call, VirtualTime time)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (!call.IsCompleted)
        {
            patience.Token.ThrowIfCancellationRequested();
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await call;
    }

    /// <summary>What the notices say that cannot be: the short form of <see cref="Story"/>.</summary>
    private static IEnumerable<string> Disorder(IReadOnlyList<ConnectionNotice> notices)
    {
        var isOpen = false;
        foreach (var notice in notices)
        {
            if (isOpen && notice is (Connected or Connecting or Stopped))
            {
                yield return $"{notice} while there was a connection";
            }

            isOpen = notice is Connected || (isOpen && notice is not Disconnected);
        }

        if (notices.LastOrDefault(static one => one is Stopped or Connecting) is Connecting)
        {
            yield return "The last run has no end.";
        }
    }
}
