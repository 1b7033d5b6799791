using System.Collections;
using System.Reflection;
using TokenSocket.CloseCodes;
using TokenSocket.Credentials;
using TokenSocket.Dialects;
using TokenSocket.DiscordAlerts;
using TokenSocket.Messages;

namespace TokenSocket.Hosting.Tests.Options;

public sealed class OptionKeysTests
{
    private static readonly Dictionary<Type, string> Folders = new()
    {
        [typeof(TokenSocketOptions)] = "",
        [typeof(ReceiveQueueOptions)] = "ReceiveQueue:",
        [typeof(SendQueueOptions)] = "SendQueue:",
        [typeof(SocketIoOptions)] = "SocketIo:",
        [typeof(TokenPlacement)] = "TokenPlacement:",
        [typeof(OAuthOptions)] = "OAuth:",
        [typeof(DiscordAlertOptions)] = "Discord:",
        [typeof(AlertColors)] = "Discord:Colors:",
        [typeof(AlertEmojis)] = "Discord:Emojis:",
    };

    private static readonly string[] InCodeOnly = [nameof(TokenSocketOptions.ConfigureHandler), nameof(OAuthOptions.Endpoint)];

    private static readonly (string Text, object Value)[] Samples =
    [
        ("wss://sample.example/", new Uri("wss://sample.example/")),
        ("sample", "sample"),
        ("true", true),
        ("4321", TimeSpan.FromMilliseconds(4321)),
        ("4321", 4321),
        ("4321", 4321L),
        ("4321", 4321UL),
        ("0.25", 0.25),
        ("rfc6455", KnownDialects.Rfc6455),
        ("Query", TokenLocation.Query),
        ("DropOldest", SendQueueFull.DropOldest),
    ];

    private static IEnumerable<TestCaseData> Properties => Folders
        .SelectMany(folder => folder.Key.GetProperties().Select(property => (folder.Value + property.Name, property)))
        .Where(one => one.property.CanWrite && !InCodeOnly.Contains(one.property.Name) && !Folders.ContainsKey(one.property.PropertyType))
        .Select(one => new TestCaseData(one.Item1, one.property).SetArgDisplayNames(one.Item1));

    [TestCaseSource(nameof(Properties))]
    public void Every_property_has_its_key_which_sets_it_and_no_other(string path, PropertyInfo property)
    {
        var (key, text, expected) = Sample(path, property.PropertyType);

        // A name alone is no placement.
        var reading = (path == "TokenPlacement:Name" ? Section.Of((key, text), ("TokenPlacement:In", "Header")) : Section.With(key, text)).Read();

        var changed = Flat(reading).Except(Flat(Section.With("Token", null).Read())).Where(one => one != ("TokenPlacement:In", "Header"));
        Assert.That(
            changed.Where(one => path != "TokenPlacement:In" || one.Path != "TokenPlacement:Name"),
            Is.EqualTo(new[] { (path, Shown(expected)) }));
    }

    [Test]
    public void Every_key_is_a_property_or_what_stops_the_host()
    {
        var paths = Properties.Select(test => (string)test.Arguments[0]!).Append("TokenPlacement:Also").Append("StopHostWhenStopped");

        Assert.That(OptionKeys.All.Select(key => key.Path), Is.EquivalentTo(paths));
    }

    [Test]
    public void StopHostWhenStopped_is_read_and_false_by_default()
    {
        Assert.That(
            (Section.With("StopHostWhenStopped", "true").Read().StopHostWhenStopped, Section.With("Token", "t").Read().StopHostWhenStopped),
            Is.EqualTo((true, false)));
    }

    private static (string Key, string Text, object Value) Sample(string path, Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (path.StartsWith("Discord:Colors:", StringComparison.Ordinal))
        {
            return (path, "#00ff00", 0x00ff00);
        }

        var (text, value) = Samples.FirstOrDefault(sample => sample.Value.GetType() == type);
        return value is not null
            ? (path, text, value)
            : path == "CloseCodes" ? ("CloseCodes:4401:Verdict", "Never", $"{new CloseCodeOverride(4401) { Verdict = ReconnectVerdict.Never }}")
            : path == "Headers" ? ("Headers:X-Sample", "sample", "[X-Sample, sample]") : (path + ":0", "sample", "sample");
    }

    private static IEnumerable<(string Path, string? Value)> Flat(OptionsReading reading) =>
        Flat(reading.Client)
            .Concat(Flat(reading.Client.ReceiveQueue))
            .Concat(Flat(reading.Client.SendQueue))
            .Concat(Flat(reading.Client.SocketIo))
            .Concat(Flat(reading.Client.OAuth ?? new()))
            .Concat(reading.Client.TokenPlacement is { } place ? Flat(place) : [])
            .Concat(Flat(reading.Discord))
            .Concat(Flat(reading.Discord.Colors))
            .Concat(Flat(reading.Discord.Emojis));

    private static IEnumerable<(string Path, string? Value)> Flat(object options) => options.GetType().GetProperties()
        .Where(property => property.CanWrite && !Folders.ContainsKey(property.PropertyType))
        .Select(property => (Folders[options.GetType()] + property.Name, Shown(property.GetValue(options))));

    private static string? Shown(object? value) => value switch
    {
        string text => text,
        CloseDialect dialect => dialect.Name,
        IEnumerable list => string.Join(",", list.Cast<object>()),
        _ => value?.ToString(),
    };
}
