using Microsoft.Extensions.Configuration;
using TokenSocket.Testing;

namespace TokenSocket.Hosting.Tests.Options;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class OptionsWatchTests
{
    private static readonly TimeSpan OneMs = TimeSpan.FromMilliseconds(1);

    private readonly VirtualTime _time = new();
    private readonly Reloadable _file = new();
    private readonly List<OptionsReading> _readings = [];
    private readonly List<Exception> _errors = [];

    public OptionsWatchTests() => _file.Save("GatewayUrl", "wss://gateway.example/v2");

    [Test]
    public void A_change_is_read_after_250_ms_of_quiet()
    {
        using var watch = Watch();

        _file.Save("MaxAttempts", "5");
        _time.Advance(OptionsWatch.Quiet - OneMs);
        var early = _readings.Count;
        _time.Advance(OneMs);

        Assert.That((OptionsWatch.Quiet.TotalMilliseconds, early, _readings.Single().Client.MaxAttempts), Is.EqualTo((250, 0, 5)));
    }

    [Test]
    public void Every_change_begins_the_quiet_anew()
    {
        using var watch = Watch();

        for (var i = 1; i <= 10; i++)
        {
            _file.Save("MaxAttempts", $"{i}");
            _time.Advance(OptionsWatch.Quiet - OneMs);
        }

        var early = _readings.Count;
        _time.Advance(OneMs);

        Assert.That((early, _readings.Single().Client.MaxAttempts), Is.EqualTo((0, 10)));
    }

    [Test]
    public void A_file_that_is_empty_for_a_moment_is_not_read_in_that_moment()
    {
        using var watch = Watch();

        _file.Empty();
        _time.Advance(OneMs);
        _file.Save("GatewayUrl", "wss://gateway.example/v3");
        _time.Advance(OptionsWatch.Quiet * 4);

        Assert.That(_readings.Select(reading => reading.Faults.Count), Is.EqualTo(new[] { 0 }));
    }

    [Test]
    public void A_file_that_stays_empty_is_a_bad_reading()
    {
        using var watch = Watch();

        _file.Empty();
        _time.Advance(OptionsWatch.Quiet);

        Assert.That(
            _readings.Single().Faults,
            Is.EqualTo(new[] { "TokenSocket is missing or empty; it needs TokenSocket:GatewayUrl at least, such as 'wss://gateway.example/v2'." }));
    }

    [Test]
    public void Change_after_change_is_told_good_or_bad_or_equal()
    {
        using var watch = Watch();

        foreach (var value in new[] { "5", "x", "x", "6" })
        {
            _file.Save("MaxAttempts", value);
            _time.Advance(OptionsWatch.Quiet);
        }

        Assert.That(_readings.Select(reading => reading.Faults.Count), Is.EqualTo(new[] { 0, 1, 1, 0 }));
    }

    [Test]
    public void It_can_be_asked_to_read_without_a_change()
    {
        using var watch = Watch();

        watch.ReadSoon();
        _time.Advance(OptionsWatch.Quiet);

        Assert.That(_readings, Has.Count.EqualTo(1));
    }

    [Test]
    public void Nothing_is_told_without_a_change()
    {
        using var watch = Watch();

        _time.Advance(TimeSpan.FromDays(1));

        Assert.That(_readings, Is.Empty);
    }

    [Test]
    public void Nothing_is_told_after_the_end([Values] bool isUnderWay)
    {
        var watch = Watch();

        if (isUnderWay)
        {
            _file.Save("MaxAttempts", "5");
        }

        watch.Dispose();
        watch.Dispose();
        _file.Save("MaxAttempts", "6");
        _time.Advance(OptionsWatch.Quiet * 4);

        Assert.That((_readings.Count, _time.Timers), Is.EqualTo((0, 0)));
    }

    [Test]
    public void A_reading_that_is_thrown_at_is_reported_and_the_next_one_comes()
    {
        using var watch = Watch(_ => throw new InvalidOperationException("One."));

        for (var i = 0; i < 2; i++)
        {
            _file.Save("MaxAttempts", "5");
            _time.Advance(OptionsWatch.Quiet);
        }

        Assert.That((_readings.Count, string.Join(' ', _errors.Select(e => e.Message))), Is.EqualTo((2, "One. One.")));
    }

    [Test]
    public void A_configuration_that_throws_is_reported_and_the_next_change_is_read()
    {
        using var bad = new ConfigurationManager();
        var section = new Throwing(bad.GetSection("TokenSocket"));
        using var watch = new OptionsWatch(section, bad, () => section.Read(), _readings.Add, _errors.Add, _time);

        ((IConfigurationRoot)bad).Reload();
        _time.Advance(OptionsWatch.Quiet);
        section.IsBroken = false;
        ((IConfigurationRoot)bad).Reload();
        _time.Advance(OptionsWatch.Quiet);

        Assert.That((_errors.Single().Message, _readings.Count), Is.EqualTo(("Broken.", 1)));
    }

    [Test]
    public void A_reading_may_end_the_watch()
    {
        OptionsWatch? watch = null;
        watch = Watch(_ =>
        {
            watch!.Dispose();
            throw new InvalidOperationException("After the end.");
        });

        for (var i = 0; i < 2; i++)
        {
            _file.Save("MaxAttempts", "5");
            _time.Advance(OptionsWatch.Quiet);
        }

        Assert.That((_readings.Count, _errors.Count), Is.EqualTo((1, 0)));
    }

    [Test]
    public void Two_readings_are_never_told_at_once()
    {
        var depth = 0;
        var deepest = 0;
        using var watch = Watch(reading =>
        {
            deepest = Math.Max(deepest, ++depth);
            if (reading.Client.MaxAttempts == 5)
            {
                // The clock fires within the reading, as another thread's would.
                _file.Save("MaxAttempts", "6");
                _time.Advance(OptionsWatch.Quiet);
            }

            depth--;
        });

        _file.Save("MaxAttempts", "5");
        _time.Advance(OptionsWatch.Quiet);

        Assert.That((deepest, string.Join(' ', _readings.Select(reading => reading.Client.MaxAttempts))), Is.EqualTo((1, "5 6")));
    }

    private OptionsWatch Watch(Action<OptionsReading>? onReading = null)
    {
        var root = new ConfigurationBuilder().Add(_file).Build();
        return new OptionsWatch(
            root.GetSection("TokenSocket"),
            root,
            () => root.GetSection("TokenSocket").Read(),
            reading =>
            {
                _readings.Add(reading);
                onReading?.Invoke(reading);
            },
            _errors.Add,
            _time);
    }

    private sealed class Throwing(IConfigurationSection section) : IConfigurationSection
    {
        public bool IsBroken { get; set; } = true;

        public string Key => section.Key;

        public string Path => section.Path;

        public string? Value { get => section.Value; set => section.Value = value; }

        public string? this[string key] { get => section[key]; set => section[key] = value; }

        public IEnumerable<IConfigurationSection> GetChildren() => IsBroken ? throw new InvalidOperationException("Broken.") : section.GetChildren();

        public Microsoft.Extensions.Primitives.IChangeToken GetReloadToken() => section.GetReloadToken();

        public IConfigurationSection GetSection(string key) => section.GetSection(key);
    }
}
