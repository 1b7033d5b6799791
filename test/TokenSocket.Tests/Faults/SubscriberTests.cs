using System.IO.Pipelines;
using Serilog.Events;
using TokenSocket.Notices;

namespace TokenSocket.Tests.Faults;

[Category("Fault")]
public sealed class SubscriberTests
{
    private static readonly Dictionary<string, Func<TokenSocketClient, Action, IDisposable>> Places = new(StringComparer.Ordinal)
    {
        ["a notice"] = static (client, called) => client.Notices.Subscribe(notice => Call(notice is Connected, called)),
        ["a status"] = static (client, called) => client.Status.Subscribe(status => Call(status == ConnectionStatus.Connecting, called)),
        ["an end"] = static (client, called) => client.Disconnections.Subscribe(_ => called()),
        ["a message"] = static (client, called) => client.Messages.Subscribe(_ => called()),
    };

    private static readonly Dictionary<string, Func<TokenSocketClient, Task>> Calls = new(StringComparer.Ordinal)
    {
        ["send"] = static client => client.TrySendAsync("text"),
        ["stop"] = static client => client.StopAsync(),
        ["dispose"] = static client => client.DisposeAsync().AsTask(),
        ["reconnect"] = static client => client.ReconnectAsync(),
        ["start"] = static client => client.StartAsync(),
        ["connect"] = static client => client.ConnectAsync(),
    };

    private static IEnumerable<string> PlaceNames => Places.Keys;

    private static IEnumerable<string> CallNames => Calls.Keys;

    [Test]
    public async Task Row05_One_that_throws_ends_neither_the_connection_nor_its_subscription_and_is_logged_once_each_time()
    {
        var bench = await Bench.StableAsync();
        var seen = 0;
        bench.Client.Messages.Subscribe(_ =>
        {
            seen++;
            throw new InvalidOperationException("Oops.");
        });

        bench.Gateway.Send("one");
        bench.Gateway.Send("two");

        var lines = bench.Log.Lines(LogEventLevel.Error);
        Row.Measured(5, $"{seen} messages seen by one that throws, {bench.Notices.All.Count} ends, {lines.Count} log lines");
        Assert.That((seen, bench.Gateway.OpenConnections, bench.Notices.All.Count), Is.EqualTo((2, 1, 0)));
        Assert.That(lines, Is.EqualTo(Enumerable.Repeat("A subscriber threw InvalidOperationException; it keeps receiving, and so does everyone else", 2)));
    }

    [Test]
    public async Task Row09_One_that_calls_and_waits_inside_a_reconnect_goes_on(
        [ValueSource(nameof(PlaceNames))] string place, [ValueSource(nameof(CallNames))] string call)
    {
        var bench = new Bench(services: s => s with { Scheduler = PipeScheduler.ThreadPool });
        await bench.Client.ConnectAsync().SoonAsync();
        var returned = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var calls = 0;
        using var subscription = Places[place](bench.Client, () =>
        {
            if (Interlocked.Increment(ref calls) == 1)
            {
                Calls[call](bench.Client).SoonAsync().GetAwaiter().GetResult();
                returned.SetResult();
            }
        });

        await bench.Client.ReconnectAsync();
        if (place == "a message")
        {
            await bench.Client.ConnectAsync().SoonAsync();
            bench.Gateway.Send("text");
        }

        await returned.Task.SoonAsync();
        Row.Measured(9, $"{call} inside {place} of a reconnect returned");
        Assert.That(calls, Is.Positive);
    }

    private static void Call(bool isDue, Action called)
    {
        if (isDue)
        {
            called();
        }
    }
}
