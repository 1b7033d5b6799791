using System.Collections.Concurrent;
using TokenSocket.Testing;

namespace TokenSocket.Tests.Walks;

/// <summary>Threads that call one client at the same time, each in an order of chance.</summary>
/// <param name="client">The client.</param>
/// <param name="servers">Where it dials; they end connections meanwhile.</param>
/// <param name="time">Passes meanwhile.</param>
internal sealed class Crowd(TokenSocketClient client, FreshGateways servers, VirtualTime time)
{
    private readonly ConcurrentBag<Task> _calls = [];

    /// <summary>Comes together, calls and goes; calls may be open afterwards.</summary>
    /// <param name="seed">Where chance begins.</param>
    /// <param name="threads">How many come.</param>
    /// <param name="callsOfEach">How often each calls.</param>
    /// <param name="disposes">Whether one of them disposes the client halfway.</param>
    public async Task MeetAsync(int seed, int threads, int callsOfEach, bool disposes)
    {
        var clock = new Random(seed);
        var all = Task.WhenAll(Enumerable.Range(1, threads).Select(one => Task.Run(() =>
        {
            var dice = new Random(seed + one);
            for (var n = 0; n < callsOfEach; n++)
            {
                _calls.Add(disposes && one == 1 && n == callsOfEach / 2 ? client.DisposeAsync().AsTask() : TryCall(dice));
            }
        })));
        while (!all.IsCompleted)
        {
            time.Advance(Menu.Time(clock.Next(8)));
            await Task.Yield();
        }

        await all;
    }

    /// <summary>What the calls threw, once the last one has returned.</summary>
    public async Task<IReadOnlyList<Exception>> ThrownAsync()
    {
        foreach (var call in _calls)
        {
            await call.SoonAsync().ContinueWith(static _ => { }, TaskScheduler.Default);
        }

        return [.. _calls.Select(static call => call.IsCompleted ? call.Exception?.InnerException : new TimeoutException("A call did not return.")).OfType<Exception>()];
    }

    private Task TryCall(Random dice)
    {
        try
        {
            return Call(dice.Next(9), dice);
        }
        catch (Exception e)
        {
            return Task.FromException(e);
        }
    }

    private Task Call(int what, Random dice)
    {
        switch (what)
        {
            case 0:
                return client.StopAsync();
            case 1:
                return client.ReconnectAsync();
            case 2:
                return client.ConnectAsync();
            case 3:
                return client.SendAsync("text");
            case 4:
                servers.End(Menu.End(dice.Next(64)));
                return Task.CompletedTask;
            case 5:
                client.UpdateOptions(Menu.Reload(client.Options, dice.Next(64)) is { IsGood: true } change ? change.Options : client.Options);
                return Task.CompletedTask;
            default:
                return client.StartAsync();
        }
    }
}
