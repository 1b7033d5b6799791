using Microsoft.Extensions.Configuration;
using Serilog.Core;

namespace TokenSocket.Hosting.Tests.Options;

public sealed class OptionsReaderFuzzTests
{
    private const int Sections = 20_000;

    private static readonly string[] Good =
    [
        "wss://gateway.example/v2", "ws://127.0.0.1:5000", "true", "false", "120000", "00:02:00", "1.00:00:00", "#6ab183", "7000000", "0.5", "1024", "rfc6455", "Query", "text", "",
        "https://discord.com/api/webhooks/1/t", "http://me:pw@proxy:1", "*.a.example", "1",
    ];

    private static readonly string[] Bad =
    [
        "wss://", "http://[::", "//a@b", "me:pw@h:1", "\0", "\ud800", "\u202e\u001b", "-1", "9223372036854775808", "1e999", "NaN", "٣", "24:00:00", "/", "?", "#", "wss://a:99999",
        "mailto:a@b", "file:///x", "C:\\x", "{}", "a:b", " ", "1.5", "0x", "##", "é", "x\n",
    ];

    private static readonly string[] Names = [.. OptionKeys.All.Select(key => key.Path), .. OptionKeys.Sections, "Headers:X", "Headers:", "SubProtocols:0", "RedirectHosts:1", "RedirectHosts:x", "Zebra", "", ":", "\ud800", "é"];

    [Test]
    public void Whatever_a_section_says_is_faults_or_options_that_make_a_client()
    {
        var dice = new Random(20261121);
        var quiet = new TokenSocketServices { Logger = Logger.None };
        var good = 0;
        var strange = new List<string>();
        for (var i = 0; i < Sections; i++)
        {
            var section = AnySection(dice);
            var reading = OptionsReader.Read(section, hasProvider: false);
            if (reading.Faults.Count == 0)
            {
                good++;
                _ = new TokenSocketClient(reading.Client, quiet);
            }

            strange.AddRange(reading.Faults.Where(fault => !fault.StartsWith("TokenSocket", StringComparison.Ordinal) || fault.Length > 1024 || fault.Any(char.IsControl)));
        }

        Assert.That(strange, Is.Empty);
        Assert.That(good, Is.GreaterThan(1_000), "Both kinds are to be met.");
    }

    private static IConfigurationSection AnySection(Random dice)
    {
        var data = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase) { ["TokenSocket:GatewayUrl"] = Good[0] };
        for (var n = dice.Next(5); n > 0; n--)
        {
            var wild = dice.Next(4) == 0;
            var name = wild ? Mutated(Names[dice.Next(Names.Length)], dice) : Names[dice.Next(OptionKeys.All.Count)];
            var value = dice.Next(3) switch
            {
                0 => Mutated(Good[dice.Next(Good.Length)], dice),
                1 => Bad[dice.Next(Bad.Length)],
                _ => Good[dice.Next(Good.Length)],
            };
            data[$"TokenSocket:{name}"] = value;
        }

        return new ConfigurationRoot([new Memory(data)]).GetSection("TokenSocket");
    }

    private static string Mutated(string text, Random dice)
    {
        var at = dice.Next(text.Length + 1);
        return dice.Next(4) switch
        {
            0 => text.Insert(at, ((char)dice.Next(0x250)).ToString()),
            1 => text[..at],
            2 => text + ":" + dice.Next(3),
            _ => text,
        };
    }

    private sealed class Memory : ConfigurationProvider
    {
        public Memory(Dictionary<string, string?> data) => Data = data;
    }
}
