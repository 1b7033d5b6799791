using System.IO.Pipelines;
using System.Reactive;
using Serilog.Events;
using TokenSocket.Notices;

namespace TokenSocket.Tests.Subscribers;

public sealed class ObserverTests
{
    private readonly List<ConnectionNotice> _seen = [];

    [SetUp]
    public void Forget() => _seen.Clear();

    [Test]
    public async Task One_is_told_of_every_notice_in_order()
    {
        var bench = await Bench.StartedAsync(services: With(_seen.Add));
        bench.Gateway.Close(1006);
        bench.Advance(41);

        Assert.That(_seen, Is.EqualTo(bench.Notices.All));
    }

    [Test]
    public async Task One_is_told_before_subscribers_are()
    {
        var when = new List<string>();
        var bench = new Bench(services: With(_ => when.Add("observer")));
        bench.Client.Notices.Subscribe(_ => when.Add("subscriber"));

        await bench.Client.StartAsync();

        Assert.That(when, Is.EqualTo(["observer", "observer", "subscriber", "subscriber"]));
    }

    [Test]
    public async Task A_program_that_is_behind_with_its_messages_does_not_hold_one_up()
    {
        var bench = await Bench.StartedAsync(services: With(_seen.Add));
        await using var reader = bench.Client.ReadAllAsync().GetAsyncEnumerator();
        var reading = reader.MoveNextAsync();
        bench.Gateway.Send("taken");
        bench.Gateway.Send("waits");

        bench.Gateway.Close(1006);
        bench.Advance(31);

        Assert.That((_seen.OfType<Connected>().Count(), bench.Notices.Of<Connected>().Count, await reading), Is.EqualTo((2, 1, true)));
    }

    [Test]
    public async Task One_that_throws_is_logged_and_told_of_the_rest()
    {
        var bench = new Bench(services: With(notice =>
        {
            _seen.Add(notice);
            throw new InvalidOperationException("Oops.");
        }));

        await bench.Client.StartAsync();

        Assert.That((_seen.Count, bench.Log.Lines(LogEventLevel.Error).Count, bench.Gateway.OpenConnections), Is.EqualTo((2, 2, 1)));
    }

    [Test]
    public async Task Dispose_completes_it_after_the_last_notice()
    {
        var completed = new List<int>();
        var bench = await Bench.StartedAsync(services: services => services with
        {
            Observers = [Observer.Create<ConnectionNotice>(_seen.Add, () => completed.Add(_seen.Count))],
        });

        await bench.Client.DisposeAsync();

        Assert.That((completed, _seen[^1]), Is.EqualTo((new List<int> { _seen.Count }, (ConnectionNotice)new Stopped(await bench.Client.Completion))));
    }

    [Test]
    public async Task A_run_completes_after_its_end_is_on_record()
    {
        var atCompletion = 0;
        for (var i = 0; i < 200; i++)
        {
            var stopped = false;
            var bench = await Bench.StartedAsync(services: services => services with
            {
                Scheduler = PipeScheduler.ThreadPool,
                Observers = [Observer.Create<ConnectionNotice>(notice => stopped |= notice is Stopped)],
            });
            await bench.Client.ConnectAsync().SoonAsync();
            bench.Gateway.Close(4004);

            await bench.Client.Completion.SoonAsync();
            atCompletion += stopped ? 1 : 0;
        }

        Assert.That(atCompletion, Is.EqualTo(200));
    }

    private static Func<TokenSocketServices, TokenSocketServices> With(Action<ConnectionNotice> tell) =>
        services => services with { Observers = [Observer.Create(tell)] };
}
