using Microsoft.Extensions.Configuration;
using TokenSocket.Testing;

namespace TokenSocket.Hosting.Tests.Options;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class FileFailuresTests
{
    private const string Good = """{ "TokenSocket": { "GatewayUrl": "wss://gateway.example/v2" } }""";
    private const string Malformed = "{\n  \"TokenSocket\": { \"Token\": hidden } }";
    private const string Fault = "TokenSocket could not be read: the file 'appsettings.json' is malformed at line 2, byte 29. Mend it and save it again.";

    private readonly VirtualTime _time = new();
    private readonly List<OptionsReading> _readings = [];
    private readonly MemoryFile _file = new("appsettings.json", Good);
    private readonly MemoryFile _other = new("other.json", """{ "TokenSocket": { "GatewayUrl": "wss://other.example" } }""");

    [Test]
    public void A_malformed_file_is_a_bad_reading_that_says_where_and_never_what()
    {
        using var watch = Watch(Root());

        Save(_file, Malformed);

        Assert.That(_readings.Single().Faults, Is.EqualTo(new[] { Fault }));
    }

    [Test]
    public void A_mended_file_is_read_again()
    {
        using var watch = Watch(Root());

        Save(_file, Malformed);
        Save(_file, Good);

        Assert.That(_readings.Select(reading => reading.Faults.Count), Is.EqualTo(new[] { 1, 0 }));
    }

    [Test]
    public void Another_file_s_change_does_not_hide_that_one_s_values_are_missing()
    {
        using var watch = Watch(Root());

        Save(_file, Malformed);
        Save(_other, """{ "TokenSocket": { "GatewayUrl": "wss://another.example" } }""");

        Assert.That(_readings.Select(reading => string.Concat(reading.Faults)), Is.EqualTo(new[] { Fault, Fault }));
    }

    [Test]
    public void Every_malformed_file_is_told()
    {
        using var watch = Watch(Root());

        _other.Save("");
        Save(_file, Malformed);

        Assert.That(_readings.Single().Faults, Is.EqualTo(new[]
        {
            Fault, "TokenSocket could not be read: the file 'other.json' is malformed at line 1, byte 1. Mend it and save it again.",
        }));
    }

    [Test]
    public void A_key_that_is_there_twice_has_no_place()
    {
        using var watch = Watch(Root());

        Save(_file, """{ "TokenSocket": { "Token": "hidden", "token": "hidden" } }""");

        Assert.That(
            _readings.Single().Faults,
            Is.EqualTo(new[] { "TokenSocket could not be read: the file 'appsettings.json' is malformed, or has a key twice. Mend it and save it again." }));
    }

    [Test]
    public void A_file_below_a_chained_configuration_is_watched()
    {
        using var watch = Watch(new ConfigurationBuilder().AddConfiguration(Root()).Build());

        Save(_file, Malformed);

        Assert.That(_readings.Single().Faults, Is.EqualTo(new[] { Fault }));
    }

    [Test]
    public void A_ConfigurationManager_s_files_are_watched()
    {
        using var configuration = new ConfigurationManager();
        ((IConfigurationBuilder)configuration).Add(_file.Source);
        using var watch = Watch(configuration);

        Save(_file, Malformed);

        Assert.That(_readings.Single().Faults, Is.EqualTo(new[] { Fault }));
    }

    [Test]
    public void What_others_ignore_stays_ignored_and_is_told_until_it_is_mended()
    {
        _file.Source.OnLoadException = context => context.Ignore = true;
        using var watch = Watch(Root());

        foreach (var text in new[] { Malformed, Malformed, Good })
        {
            Save(_file, text);
        }

        Assert.That(_readings.Select(reading => string.Concat(reading.Faults)), Is.EqualTo(new[] { Fault, Fault, "" }));
    }

    [Test]
    public void The_handler_of_another_is_kept_and_ours_leaves_with_the_watch()
    {
        var seen = 0;
        Action<FileLoadExceptionContext> others = _ => seen++;
        _file.Source.OnLoadException = others;

        var watch = Watch(Root());
        Save(_file, Malformed);
        watch.Dispose();
        Save(_file, Malformed);

        Assert.That((seen, _readings.Count, _file.Source.OnLoadException == others), Is.EqualTo((2, 1, true)));
    }

    [Test]
    public void A_file_that_is_mended_in_the_quiet_is_not_told()
    {
        using var watch = Watch(Root());

        _file.Save("");
        Save(_file, Good);

        Assert.That(_readings.Select(reading => reading.Faults.Count), Is.EqualTo(new[] { 0 }));
    }

    private void Save(MemoryFile file, string text)
    {
        file.Save(text);
        _time.Advance(OptionsWatch.Quiet);
    }

    private IConfigurationRoot Root() => new ConfigurationBuilder().Add(_file.Source).Add(_other.Source).Build();

    private OptionsWatch Watch(IConfiguration root) => new(root.GetSection("TokenSocket"), root, () => root.GetSection("TokenSocket").Read(), _readings.Add, e => throw e, _time);
}
