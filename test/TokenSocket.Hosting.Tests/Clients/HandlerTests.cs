using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Serilog.Events;
using TokenSocket.Messages;
using TokenSocket.Tests;

namespace TokenSocket.Hosting.Tests.Clients;

public sealed class HandlerTests
{
    [Test]
    public async Task Every_message_is_handled_in_order()
    {
        var diary = new Diary();
        using var bench = await StableAsync<First>(diary);

        bench.Gateway.Send("one");
        bench.Gateway.Send("two");

        Assert.That(await diary.ReadAsync(4), Is.EqualTo(["First 1 one", "disposed 1", "First 2 two", "disposed 2"]));
    }

    [Test]
    public async Task One_at_a_time()
    {
        var diary = new Diary();
        using var bench = await StableAsync<First>(diary);
        var busy = diary.HoldNext();
        bench.Gateway.Send("one");
        bench.Gateway.Send("two");
        var first = await diary.ReadAsync(1);
        diary.Write("done");

        busy.SetResult();

        Assert.That((first[0], await diary.ReadAsync(3)), Is.EqualTo(("First 1 one", new[] { "done", "disposed 1", "First 2 two" })));
    }

    [Test]
    public async Task Several_handlers_take_turns_in_the_order_in_which_they_were_added_in_one_scope()
    {
        var diary = new Diary();
        using var bench = await HostBench.StableAsync(Add(diary), client => client.AddHandler<Second>().AddHandler<First>());

        bench.Gateway.Send("one");
        bench.Gateway.Send("two");

        Assert.That(
            await diary.ReadAsync(6),
            Is.EqualTo(["Second 1 one", "First 1 one", "disposed 1", "Second 2 two", "First 2 two", "disposed 2"]));
    }

    [Test]
    public async Task One_that_throws_is_logged_and_the_next_message_comes()
    {
        var diary = new Diary();
        using var bench = await StableAsync<First>(diary);
        diary.FailNext(new InvalidOperationException("Oops."));

        bench.Gateway.Send("one");
        bench.Gateway.Send("two");
        await diary.ReadAsync(4);

        Assert.That(
            (bench.Log.Lines(LogEventLevel.Error).Single(), bench.Gateway.OpenConnections),
            Is.EqualTo(("Handler First threw InvalidOperationException; the next message goes on", 1)));
    }

    [Test]
    public async Task One_that_throws_costs_the_others_nothing()
    {
        var diary = new Diary();
        using var bench = await HostBench.StableAsync(Add(diary), client => client.AddHandler<First>().AddHandler<Second>());
        diary.FailNext(new InvalidOperationException("Oops."));

        bench.Gateway.Send("one");

        Assert.That(await diary.ReadAsync(2), Is.EqualTo(["First 1 one", "Second 1 one"]));
    }

    [Test]
    public async Task One_that_cannot_be_made_is_logged_and_the_others_go_on()
    {
        var diary = new Diary();
        using var bench = await HostBench.StableAsync(Add(diary), client => client.AddHandler<Impossible>().AddHandler<Second>());

        bench.Gateway.Send("one");
        bench.Gateway.Send("two");
        await diary.ReadAsync(4);

        Assert.That(bench.Log.Lines(LogEventLevel.Error), Is.EqualTo(Enumerable.Repeat("Handler Impossible threw InvalidOperationException; the next message goes on", 2)));
    }

    [Test]
    public async Task A_scope_that_throws_when_it_is_disposed_does_not_end_the_handling()
    {
        var diary = new Diary { ThrowsAtDispose = true };
        using var bench = await StableAsync<First>(diary);

        bench.Gateway.Send("one");
        bench.Gateway.Send("two");

        Assert.That((await diary.ReadAsync(4))[^2], Is.EqualTo("First 2 two"));
    }

    [Test]
    public async Task A_cancellation_of_its_own_is_a_failure_like_any_other()
    {
        var diary = new Diary();
        using var bench = await StableAsync<First>(diary);
        diary.FailNext(new OperationCanceledException());

        bench.Gateway.Send("one");
        bench.Gateway.Send("two");

        Assert.That((await diary.ReadAsync(4))[^2], Is.EqualTo("First 2 two"));
    }

    [Test]
    public async Task It_may_answer_through_the_client()
    {
        var diary = new Diary();
        using var bench = await HostBench.StableAsync(Add(diary), client => client.AddHandler<Echo>());

        bench.Gateway.Send("hello");
        await diary.ReadAsync(1);

        Assert.That(bench.Gateway.Connection.Received.Select(message => message.Text), Is.EqualTo(["hello"]));
    }

    [Test]
    public async Task It_belongs_to_one_client()
    {
        var diary = new Diary();
        using var bench = HostBench.Made((b, services) =>
        {
            Add(diary)(b, services);
            var other = new Microsoft.Extensions.Configuration.ConfigurationManager();
            other["Feed:GatewayUrl"] = "wss://feed.example";
            services.AddTokenSocket("Feed", other).AddHandler<First>();
        });
        await bench.Host.StartAsync();

        bench.Gateway.Dials[0].Send(Text("default"));
        bench.Gateway.Dials[1].Send(Text("feed"));

        Assert.That(await diary.ReadAsync(1), Is.EqualTo(["First 1 feed"]));
    }

    [Test]
    public async Task When_the_host_stops_the_busy_one_is_told_and_no_further_message_is_handled()
    {
        var diary = new Diary();
        using var bench = await StableAsync<First>(diary);
        var busy = diary.HoldNext();
        bench.Gateway.Send("one");
        bench.Gateway.Send("two");
        await diary.ReadAsync(1);

        await bench.StopAsync(seconds: 9);
        var wasTold = diary.Token.IsCancellationRequested;
        diary.Write("stopped");
        busy.SetCanceled(diary.Token);

        Assert.That((wasTold, await diary.ReadAsync(2)), Is.EqualTo((true, new[] { "stopped", "disposed 1" })));
    }

    [Test]
    public async Task What_a_handler_does_when_it_is_told_to_stop_holds_up_nobody()
    {
        var diary = new Diary();
        using var goOn = new ManualResetEventSlim();
        using var bench = await StableAsync<First>(diary);
        var busy = diary.HoldNext();
        bench.Gateway.Send("one");
        await diary.ReadAsync(1);
        diary.Token.Register(() => goOn.Wait(TimeSpan.FromSeconds(20)));
        diary.Token.Register(() => throw new InvalidOperationException("Oops."));

        await bench.StopAsync(seconds: 9);
        goOn.Set();
        busy.SetResult();

        Assert.That(bench.Gateway.Connection.Goodbye, Is.EqualTo(1000));
    }

    [Test]
    public async Task A_second_reader_is_refused_at_the_start()
    {
        using var bench = HostBench.Made(build: client => client.AddHandler<Impossible>());
        await using var reader = bench.Client.ReadAllAsync().GetAsyncEnumerator();
        var reading = reader.MoveNextAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => bench.Host.StartAsync());
        var wasReading = !reading.IsCompleted;
        await bench.Client.DisposeAsync();
        await reading;

        Assert.That((wasReading, bench.Gateway.Dials.Count), Is.EqualTo((true, 0)));
    }

    private static Task<HostBench> StableAsync<T>(Diary diary)
        where T : class, ITokenSocketHandler => HostBench.StableAsync(Add(diary), client => client.AddHandler<T>());

    private static Action<HostBench, IServiceCollection> Add(Diary diary) => (_, services) =>
    {
        services.AddSingleton(diary);
        services.AddScoped<Scope>();
    };

    private static SocketMessage Text(string text) => new(MessageKind.Text, System.Text.Encoding.UTF8.GetBytes(text));

    /// <summary>What happened, in order, on whatever thread.</summary>
    private sealed class Diary
    {
        private readonly ConcurrentQueue<Func<Task>> _next = new();
        private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
        private int _scopes;

        public bool ThrowsAtDispose { get; init; }

        public CancellationToken Token { get; private set; }

        public void FailNext(Exception e) => _next.Enqueue(() => Task.FromException(e));

        public TaskCompletionSource HoldNext()
        {
            var hold = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _next.Enqueue(() => hold.Task);
            return hold;
        }

        public int NextScope() => Interlocked.Increment(ref _scopes);

        public void Write(string line) => _lines.Writer.TryWrite(line);

        public async ValueTask HandleAsync(string line, CancellationToken token)
        {
            Token = token;
            Write(line);
            await (_next.TryDequeue(out var next) ? next() : Task.CompletedTask).ConfigureAwait(false);
        }

        public async Task<string[]> ReadAsync(int count)
        {
            var lines = new string[count];
            for (var i = 0; i < count; i++)
            {
                lines[i] = await _lines.Reader.ReadAsync().AsTask().SoonAsync();
            }

            return lines;
        }
    }

    private sealed class Scope(Diary diary) : IDisposable
    {
        public int Number { get; } = diary.NextScope();

        public void Dispose()
        {
            diary.Write($"disposed {Number}");
            if (diary.ThrowsAtDispose)
            {
                throw new InvalidOperationException("Oops.");
            }
        }
    }

    private sealed class First(Diary diary, Scope scope) : ITokenSocketHandler
    {
        public ValueTask HandleAsync(SocketMessage message, CancellationToken cancellationToken) =>
            diary.HandleAsync($"First {scope.Number} {message.Text}", cancellationToken);
    }

    private sealed class Second(Diary diary, Scope scope) : ITokenSocketHandler
    {
        public ValueTask HandleAsync(SocketMessage message, CancellationToken cancellationToken) =>
            diary.HandleAsync($"Second {scope.Number} {message.Text}", cancellationToken);
    }

    private sealed class Impossible(TextWriter missing) : ITokenSocketHandler
    {
        public async ValueTask HandleAsync(SocketMessage message, CancellationToken cancellationToken) =>
            await missing.WriteAsync(message.Text).ConfigureAwait(false);
    }

    private sealed class Echo(TokenSocketClient client, Diary diary) : ITokenSocketHandler
    {
        public async ValueTask HandleAsync(SocketMessage message, CancellationToken cancellationToken)
        {
            await client.SendAsync(message.Text, cancellationToken).ConfigureAwait(false);
            diary.Write("answered");
        }
    }
}
