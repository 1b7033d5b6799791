using TokenSocket.Running;

namespace TokenSocket.Tests.Running;

public sealed class GuardedStreamTests
{
    private readonly List<Exception> _reported = [];
    private readonly List<string> _seen = [];
    private GuardedStream<int> _stream = null!;

    [SetUp]
    public void SetUp()
    {
        _reported.Clear();
        _seen.Clear();
        _stream = new GuardedStream<int>(_reported.Add);
    }

    [Test]
    public void One_that_throws_keeps_receiving()
    {
        _stream.Subscribe(one =>
        {
            _seen.Add($"{one}");
            throw new InvalidOperationException();
        });

        _stream.OnNext(1);
        _stream.OnNext(2);

        Assert.That((_seen.Count, _reported.Count), Is.EqualTo((2, 2)));
    }

    [Test]
    public void The_others_receive_what_it_threw_at()
    {
        _stream.Subscribe(_ => throw new InvalidOperationException());
        _stream.Subscribe(one => _seen.Add($"{one}"));

        _stream.OnNext(1);

        Assert.That(_seen, Is.EqualTo(new[] { "1" }));
    }

    [Test]
    public void One_that_throws_at_the_end_is_reported()
    {
        _stream.Subscribe(_ => { }, () => throw new InvalidOperationException());
        _stream.Subscribe(_ => { }, () => _seen.Add("over"));

        _stream.Complete();

        Assert.That((_reported.Count, _seen.Count), Is.EqualTo((1, 1)));
    }

    [Test]
    public void One_that_leaves_inside_OnNext_gets_no_more()
    {
        IDisposable subscription = null!;
        subscription = _stream.Subscribe(one =>
        {
            _seen.Add($"{one}");
            subscription.Dispose();
        });

        _stream.OnNext(1);
        _stream.OnNext(2);

        Assert.That(_seen, Is.EqualTo(new[] { "1" }));
    }

    [Test]
    public void One_that_an_earlier_one_throws_out_does_not_get_the_same_value()
    {
        IDisposable later = null!;
        _stream.Subscribe(_ => later.Dispose());
        later = _stream.Subscribe(one => _seen.Add($"{one}"));

        _stream.OnNext(1);

        Assert.That(_seen, Is.Empty);
    }

    [Test]
    public void One_that_joins_inside_OnNext_gets_the_next_value()
    {
        _stream.Subscribe(one =>
        {
            if (one == 1)
            {
                _stream.Subscribe(value => _seen.Add($"{value}"));
            }
        });

        _stream.OnNext(1);
        _stream.OnNext(2);

        Assert.That(_seen, Is.EqualTo(new[] { "2" }));
    }

    [Test]
    public void An_observer_that_subscribes_twice_has_two_places()
    {
        var observer = System.Reactive.Observer.Create<int>(one => _seen.Add($"{one}"));
        var first = _stream.Subscribe(observer);
        _stream.Subscribe(observer);
        first.Dispose();
        first.Dispose();

        _stream.OnNext(1);

        Assert.That(_seen, Is.EqualTo(new[] { "1" }));
    }

    [Test]
    public void One_that_comes_after_the_end_is_told_so()
    {
        _stream.Complete();

        _stream.Subscribe(_ => { }, () => _seen.Add("over"));

        Assert.That((_seen, _stream.HasObservers), Is.EqualTo((new List<string> { "over" }, false)));
    }

    [Test]
    public void The_end_comes_once()
    {
        _stream.Subscribe(_ => { }, () => _seen.Add("over"));

        _stream.Complete();
        _stream.Complete();

        Assert.That(_seen, Is.EqualTo(new[] { "over" }));
    }

    [Test]
    public void One_that_is_to_be_greeted_gets_nothing_before()
    {
        Subscription<int> place = null!;
        var stream = new GuardedStream<int>(_reported.Add, one => place = one);
        stream.Subscribe(one => _seen.Add($"{one}"));
        stream.OnNext(1);

        stream.Greet(place, 2);
        stream.OnNext(3);

        Assert.That(_seen, Is.EqualTo(new[] { "2", "3" }));
    }

    [Test]
    public void One_that_left_is_not_greeted()
    {
        Subscription<int> place = null!;
        var stream = new GuardedStream<int>(_reported.Add, one => place = one);
        stream.Subscribe(one => _seen.Add($"{one}")).Dispose();

        stream.Greet(place, 1);

        Assert.That(_seen, Is.Empty);
    }
}
