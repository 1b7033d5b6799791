using TokenSocket.CloseCodes;
using TokenSocket.Dialects;

namespace TokenSocket.Hosting.Tests.Options;

public sealed class OptionsReaderTests
{
    private const string Example = """
        {
          "TokenSocket": {
            "GatewayUrl": "wss://gateway.example/v2",
            "Token": "",
            "Dialect": "tokensocket",
            "MaxReconnectInterval": "00:02:00",
            "ReconnectOnDuplicateConnection": false,
            "VerboseLogging": true,
            "Discord": {
              "WebhookUrl": "",
              "Username": null,
              "AvatarUrl": null,
              "ThreadId": null,
              "Colors": { "Success": "#6ab183", "Error": "#d85a4b", "None": "#777f8d" },
              "Emojis": { "Success": "✅", "Error": "❌", "None": "⏳" }
            }
          }
        }
        """;

    [Test]
    public void The_example_is_read_without_a_fault()
    {
        Assert.That(Section.File(Example).Read(), Is.EqualTo(new OptionsReading(
            new() { GatewayUrl = new Uri("wss://gateway.example/v2"), MaxReconnectInterval = TimeSpan.FromMinutes(2), VerboseLogging = true },
            new(),
            StopHostWhenStopped: false,
            [])));
    }

    [Test]
    public void Names_have_no_case()
    {
        var options = Section.File("""
            { "tokensocket": { "gatewayURL": "wss://a.example", "maxReconnectInterval": 120000, "reconnectOnDuplicateConnection": true, "verboseLogging": true, "discord": { "webhookurl": null } } }
            """).Read();

        Assert.That(options, Is.EqualTo(new OptionsReading(
            new() { GatewayUrl = new Uri("wss://a.example"), MaxReconnectInterval = TimeSpan.FromMinutes(2), ReconnectOnDuplicateConnection = true, VerboseLogging = true },
            new(),
            StopHostWhenStopped: false,
            [])));
    }

    [Test]
    public void Null_and_the_empty_string_count_as_not_set([Values(null, "")] string? nothing)
    {
        var keys = OptionKeys.All.Select(key => key.Path).Where(path => path != "GatewayUrl").Append("Headers:X-Key").Append("SubProtocols:0");

        Assert.That(Section.Of([.. keys.Select(key => (key, nothing))]).Read(), Is.EqualTo(Section.With("Token", null).Read()));
    }

    [Test]
    public void An_empty_address_is_missing()
    {
        Assert.That(Section.With("GatewayUrl", "").Faults(), Is.EqualTo(new[] { "GatewayUrl is missing; set it to the server's address, such as 'wss://gateway.example/v2'." }));
    }

    [TestCase("{}")]
    [TestCase("""{ "TokenSocket": {} }""")]
    [TestCase("""{ "TokenSocket": null }""")]
    [TestCase("""{ "TokenSocket": "" }""")]
    [TestCase("""{ "TokenSocket": [] }""")]
    public void A_section_that_is_missing_or_empty_is_one_fault(string json)
    {
        Assert.That(
            Section.File(json).Read().Faults,
            Is.EqualTo(new[] { "TokenSocket is missing or empty; it needs TokenSocket:GatewayUrl at least, such as 'wss://gateway.example/v2'." }));
    }

    [Test]
    public void A_value_in_the_place_of_the_section_is_one_fault_that_does_not_tell_it()
    {
        Assert.That(
            Section.File("""{ "TokenSocket": "hidden" }""").Read().Faults,
            Is.EqualTo(new[] { "TokenSocket must be a section with the options below it, not a single value." }));
    }

    [Test]
    public void A_value_beside_what_stands_in_the_section_is_a_fault()
    {
        Assert.That(
            Section.Of(("Token", "t")).Read().Faults.Concat(new Microsoft.Extensions.Configuration.ConfigurationManager
            {
                ["TokenSocket"] = "hidden",
                ["TokenSocket:GatewayUrl"] = "wss://gateway.example",
            }.GetSection("TokenSocket").Read().Faults),
            Is.EqualTo(new[] { "TokenSocket must be a section with the options below it, not a single value." }));
    }

    [Test]
    public void Another_section_s_name_stands_before_every_key()
    {
        Assert.That(
            Section.File("""{ "Feeds": { "One": { "GatewayUrl": "https://a.example", "MaxAttempts": "x", "Discord": { "Webhookurll": 1 } } } }""", "Feeds:One").Read().Faults,
            Is.EqualTo(new[]
            {
                "Feeds:One:GatewayUrl must start with ws:// or wss://; it is 'https://a.example/'. Did you mean 'wss://a.example/'?",
                "Feeds:One:MaxAttempts must be a whole number of at most 2147483647; it is 'x'. Write it in digits, such as 1024.",
                "Feeds:One:Discord:Webhookurll is not known; did you mean Feeds:One:Discord:WebhookUrl?",
            }));
    }

    [Test]
    public void Every_fault_is_told_at_once_in_the_order_of_the_table()
    {
        var faults = Section.Json("""
            "Zebra": 1, "Discord": { "WebhookUrl": "http://discord.com/api/webhooks/1/hidden", "Colors": { "None": "grey" } }, "MaxOutage": "-1",
            "VerboseLogging": "yes", "Headers": { "A B": "hidden" }, "Apple": 1, "IdleTimeout": "1.5", "StableAfter": 0
            """).Faults();

        Assert.That(faults.Select(fault => fault.Split(" must ")[0].Split(" is ")[0]), Is.EqualTo(new[]
        {
            "VerboseLogging", "StableAfter", "IdleTimeout", "MaxOutage", "Headers:A B", "Discord:WebhookUrl", "Discord:Colors:None", "Apple", "Zebra",
        }));
    }

    [Test]
    public void What_cannot_be_read_is_not_told_to_be_missing_too()
    {
        Assert.That(Section.With("GatewayUrl", "wss://").Faults(), Is.EqualTo(new[] { "GatewayUrl must be a whole address, such as 'wss://gateway.example/v2'; it is 'wss://'." }));
    }

    [Test]
    public void A_token_beside_a_provider_is_a_fault()
    {
        Assert.That(
            Section.With("Token", "t").Read(hasProvider: true).Faults,
            Is.EqualTo(new[] { "TokenSocket:Token is set beside a token provider; leave it out." }));
    }

    [Test]
    public void A_placement_is_a_place_and_a_name()
    {
        Assert.That(
            (Section.Json(""" "TokenPlacement": { "In": "query", "Name": "key" } """).Read().Client.TokenPlacement,
             Section.Json(""" "TokenPlacement": { "In": "SubProtocol" } """).Read().Client.TokenPlacement,
             Section.Json(""" "TokenPlacement": { "Name": "" } """).Read().Client.TokenPlacement),
            Is.EqualTo((new TokenPlacement(TokenLocation.Query, "key"), new TokenPlacement(TokenLocation.SubProtocol, "token"), (TokenPlacement?)null)));
    }

    [TestCase(""" [{ "In": "Bearer" }, { "In": "query", "Name": "key" }] """)]
    [TestCase(""" { "0": { "In": "Bearer" }, "1": { "in": "Query", "name": "key" } } """)]
    public void A_placement_may_have_further_places(string also)
    {
        Assert.That(
            Section.Json($$""" "TokenPlacement": { "In": "Header", "Name": "x-key", "Also": {{also}} } """).Read().Client.TokenPlacement,
            Is.EqualTo(new TokenPlacement(TokenLocation.Header, "x-key")
            {
                Also = new TokenPlacement(TokenLocation.Bearer) { Also = new TokenPlacement(TokenLocation.Query, "key") },
            }));
    }

    [Test]
    public void A_placement_may_have_one_further_place_without_a_list()
    {
        Assert.That(
            Section.Json(""" "TokenPlacement": { "In": "Header", "Also": { "In": "Query" } } """).Read().Client.TokenPlacement,
            Is.EqualTo(new TokenPlacement(TokenLocation.Header) { Also = new TokenPlacement(TokenLocation.Query) }));
    }

    [TestCase(""" { "Also": { "In": "Query" } } """, "TokenPlacement:In is missing beside its further places; write one of Header, Bearer, Query, SubProtocol, None.")]
    [TestCase(""" { "In": "Header", "Also": "Query" } """, "TokenPlacement:Also must be a section with In and Name, or a list of such, not a single value.")]
    [TestCase(""" { "In": "Header", "Also": [{ "Name": "key" }] } """, "TokenPlacement:Also:0:In is missing; write one of Header, Bearer, Query, SubProtocol, None.")]
    [TestCase(""" { "In": "Header", "Also": [{ "In": "Cookie" }] } """, "TokenPlacement:Also:0:In must be one of Header, Bearer, Query, SubProtocol, None; it is 'Cookie'.")]
    [TestCase(""" { "In": "Header", "Also": { "In": "Query", "Nam": "key" } } """, "TokenPlacement:Also:Nam is not known; a place has In and Name.")]
    public void A_further_place_that_cannot_be_read_is_a_fault(string placement, string fault)
    {
        Assert.That(Section.Json($""" "TokenPlacement": {placement} """).Faults(), Is.EqualTo(new[] { fault }));
    }

    [Test]
    public void A_placement_s_name_alone_is_a_fault()
    {
        Assert.That(
            Section.Json(""" "TokenPlacement": { "Name": "key" } """).Faults(),
            Is.EqualTo(new[] { "TokenPlacement:In is missing beside its name; write one of Header, Bearer, Query, SubProtocol, None." }));
    }

    [Test]
    public void A_placement_that_is_not_known_is_one_fault()
    {
        Assert.That(
            Section.Json(""" "TokenPlacement": { "In": "Headers", "Name": "key" } """).Faults(),
            Is.EqualTo(new[] { "TokenPlacement:In must be one of Header, Bearer, Query, SubProtocol, None; it is 'Headers'. Did you mean 'Header'?" }));
    }

    [Test]
    public void A_dialect_is_found_by_its_name()
    {
        Assert.That(Section.With("Dialect", "RFC6455").Read().Client.Dialect, Is.SameAs(KnownDialects.Rfc6455));
    }

    [TestCase("tokensoket", " Did you mean 'tokensocket'?")]
    [TestCase("zebra", "")]
    public void A_dialect_that_is_not_known_is_a_fault_that_lists_them(string name, string question)
    {
        var known = string.Join(", ", KnownDialects.All.Select(dialect => dialect.Name));

        Assert.That(Section.With("Dialect", name).Faults(), Is.EqualTo(new[] { $"Dialect must be one of {known}; it is '{name}'.{question}" }));
    }
}
