using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Serilog.Core;
using TokenSocket.CloseCodes;
using TokenSocket.Core.Tests.Fuzz;
using TokenSocket.Hosting.Tests.Options;

namespace TokenSocket.Hosting.Tests.Fuzz;

/// <summary>
/// The reader of the options, given sections and files that nobody should write. An ordinary run takes a slice; a million of each:
/// <c>FUZZ_INPUTS=1000000 dotnet test --filter TestCategory=Fuzz</c>.
/// </summary>
[Category("Fuzz")]
public sealed class SettingsFuzzTests
{
    private const string Secret = "s3cr3t-v4lu3";

    private static readonly TokenSocketServices Quiet = new() { Logger = Logger.None };

    private static readonly string[] Names =
    [
        .. OptionKeys.All.Select(static key => key.Path), .. OptionKeys.Sections, "Headers:X", "SubProtocols:0", "RedirectHosts:1", "CloseCodes:4401", "CloseCodes:4500-4599:Verdict",
        "CloseCodes:4008:AtLeast", "CloseCodes:4008:Message", "Zebra", "",
    ];

    private static readonly string[] Values =
    [
        "wss://gateway.example/v2", "ws://127.0.0.1:5000", "https://gateway.example", "true", "120000", "00:02:00", "1.00:00:00", "#6ab183", "0.5", "1024", "rfc6455", "Query", "text", "", "*.a.example",
        "https://discord.com/api/webhooks/1/t?thread_id=2", "http://me:pw@proxy:1", "Never", "AfterBackoff", "-1", "NaN", "wss://xn--a\u00e9.example/", "ws://xn--a\u00e9.example/", "\u05be.example",
    ];

    private static readonly string[] SecretKeys = ["Token", "Headers:Authorization", "OAuth:ClientSecret"];

    private static readonly string[] Files =
    [
        """{ "TokenSocket": { "GatewayUrl": "wss://gateway.example/v2", "Token": "s3cr3t-v4lu3", "VerboseLogging": true, "MaxReconnectInterval": 120000 } }""",
        """{ "TokenSocket": { "GatewayUrl": "wss://gateway.example/v2", "CloseCodes": { "4401": { "Verdict": "Never" }, "4500-4599": "AfterBackoff" }, "RedirectHosts": [ "a", "*.b" ] } }""",
        """{ "TokenSocket": { "GatewayUrl": "wss://gateway.example/v2", "Discord": { "WebhookUrl": "https://discord.com/api/webhooks/1/s3cr3t-v4lu3", "Colors": { "Error": "#d85a4b" } } } }""",
    ];

    [Test]
    public void Whatever_a_section_says_is_faults_or_options_that_make_a_client() => FuzzRun.Run("sections", 15_000, static input =>
    {
        var data = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
        {
            ["TokenSocket:GatewayUrl"] = Values[0],
            [$"TokenSocket:{input.Pick(SecretKeys)}"] = input.OneIn(2) ? Secret : Secret + input.Text(Values),
        };
        for (var n = input.Next(5); n > 0; n--)
        {
            data[$"TokenSocket:{(input.OneIn(4) ? input.Text(Names) : input.Pick(Names))}"] = input.OneIn(2) ? input.Text(Values) : input.Pick(Values);
        }

        Check(new ConfigurationBuilder().AddInMemoryCollection(data).Build().GetSection("TokenSocket"), Secret);
    });

    [Test]
    public void Whatever_a_file_says_is_read_or_told_by_its_place() => FuzzRun.Run("files", 10_000, static input =>
    {
        IConfigurationSection section;
        try
        {
            section = new ConfigurationBuilder().AddJsonStream(new MemoryStream(input.Utf8(Files))).Build().GetSection("TokenSocket");
        }
        catch (Exception e) when (e is FormatException or InvalidDataException or JsonException or InvalidOperationException)
        {
            // The framework's own; a host does not start, and a reload tells where.
            FuzzRun.MustBeFit(FileFailures.SentenceOf("appsettings.json", e), Secret);
            return;
        }

        // A mutated file may have the secret where none belongs, such as in a verdict.
        var isInPlace = SecretKeys.Any(key => section[key]?.Contains(Secret, StringComparison.OrdinalIgnoreCase) == true)
            && section.AsEnumerable().Count(static one => one.Value?.Contains(Secret, StringComparison.OrdinalIgnoreCase) == true) == 1;
        Check(section, isInPlace ? Secret : "no such text");
    });

    [Test]
    public void Whatever_a_row_says_is_a_fault_or_holds() => FuzzRun.Run("rows of CloseCodes", 6_000, static input =>
    {
        var key = input.Text(["4401", "4500-4599", "100", "65535", "1000 - 1015", "0-65535", "4600-4500"]);
        var verdict = input.Text(Enum.GetNames<ReconnectVerdict>());
        var reading = Section.Of(($"CloseCodes:{key}:Verdict", verdict), ($"CloseCodes:{key}:AtLeast", input.Text(["30000", "00:00:30", ""]))).Read();

        MustBeFit(reading, Secret);
        if (reading.Faults.Count == 0 && reading.Client.CloseCodes is [{ Verdict: { } expected } row])
        {
            var dialect = reading.Client.Dialect with { Overrides = [row] };
            var number = row.Codes.First + input.Next(row.Codes.Width + 1);
            FuzzRun.Must(dialect.Find(number).Verdict == expected, $"{number} is not {expected}, as {key} says.");
        }
    });

    private static void Check(IConfigurationSection section, string secret)
    {
        var reading = section.Read();
        MustBeFit(reading, secret);
        if (reading.Faults.Count == 0)
        {
            using var client = new TokenSocketClient(reading.Client, Quiet);
            FuzzRun.Must(!client.ToString().Contains(secret, StringComparison.Ordinal), "The client shows a secret.");
            FuzzRun.Must(section.Read().Equals(reading), "Read twice, it says two things.");
        }
    }

    private static void MustBeFit(OptionsReading reading, string secret)
    {
        foreach (var fault in reading.Faults)
        {
            FuzzRun.MustBeFit(fault, secret);
        }
    }
}
