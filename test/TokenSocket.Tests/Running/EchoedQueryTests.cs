using Serilog.Events;
using TokenSocket.CloseCodes;
using TokenSocket.Notices;
using TokenSocket.Secrecy;

namespace TokenSocket.Tests.Running;

public sealed class EchoedQueryTests
{
    private static readonly CloseDialect Moving =
        new("moving", "test", [new(4009, "Moved", CloseMeaning.Redirect, ReconnectVerdict.AtNewAddress, "Moved.", "Nothing to do.")])
        {
            Fallback = Dialects.KnownDialects.Rfc6455,
        };

    [Test]
    public async Task Query_that_a_refusal_echoes_is_not_told([Values("/v2?key=a%20secret", "/v2?key=a secret")] string echo)
    {
        var bench = new Bench(options => options with { GatewayUrl = new Uri("wss://gateway.example/v2?key=a%20secret"), VerboseLogging = true });
        bench.Gateway.AnswerWith(_ => new DisconnectInfo(DisconnectCause.Refused, HttpStatus: 404, StatusText: $"No {echo}", Body: $"Cannot GET {echo}"));

        await bench.Client.StartAsync();

        var info = bench.Notices.Of<Disconnected>()[0].Info;
        Assert.That((info.StatusText, info.Body), Is.EqualTo(("No /v2?***", "Cannot GET /v2?***")));
        Assert.That(bench.Log.Lines(LogEventLevel.Warning), Has.Some.Contains("Cannot GET").And.None.Contains("secret"));
    }

    [Test]
    public async Task Query_that_a_close_echoes_is_not_told()
    {
        var bench = await Bench.StartedAsync(options => options with { GatewayUrl = new Uri("wss://gateway.example/v2?key=secret") });

        bench.Gateway.Close(4000, "No key=secret here.");

        Assert.That(bench.Notices.Of<Disconnected>()[0].Info.Reason, Is.EqualTo("No *** here."));
    }

    [Test]
    public async Task Query_of_the_address_that_a_redirect_names_is_dialled_and_not_told([Values("gateway.example", "evil.example")] string host)
    {
        var bench = await Bench.StartedAsync(options => options with { Dialect = Moving, VerboseLogging = true });
        var told = new List<string>();
        bench.Client.Notices.Subscribe(notice => told.Add($"{notice}"));

        bench.Gateway.Close(4009, $"REDIRECT:wss://{host}/v3?key=hidden-walrus");
        bench.Gateway.Close(4009, $"REDIRECT:wss://{host}/v4?key=hidden-walrus");

        Assert.That(bench.Gateway.Connection.Request.Address.Query, Is.EqualTo(host == "gateway.example" ? "?key=hidden-walrus" : RunSecrets.Query));
        Assert.That(told.Concat(bench.Log.Events.SelectMany(one => one.Properties.Select(property => $"{property}"))), Has.Some.Contains("?***").And.None.Contains("walrus"));
    }

    [Test]
    public async Task Token_that_a_redirect_puts_into_its_host_or_path_is_not_told([Values("Walrus-4711.evil.example", "gateway.example/Walrus-4711/v3")] string address)
    {
        var bench = await Bench.StartedAsync(options => options with { Dialect = Moving, Token = "Walrus-4711", MaxAttempts = 2, VerboseLogging = true });
        var told = new List<string>();
        bench.Client.Notices.Subscribe(notice => told.Add($"{notice}"));

        bench.Gateway.Close(4009, $"REDIRECT:wss://{address}");
        bench.Gateway.RefuseAll(503);
        bench.Advance(31);

        Assert.That(
            told.Concat(bench.Log.Events.SelectMany(one => one.Properties.Select(property => $"{property}"))).Where(text => text.Contains("walrus", StringComparison.OrdinalIgnoreCase)),
            Is.Empty);
    }

    [Test]
    public async Task Redirect_to_an_address_with_the_same_query_is_followed()
    {
        var bench = await Bench.StartedAsync(options => options with { Dialect = Moving, GatewayUrl = new Uri("wss://gateway.example/v2?key=secret") });

        bench.Gateway.Close(4009, "REDIRECT:wss://gateway.example/v3?key=secret");

        Assert.That(bench.Gateway.Connection.Request.Address, Is.EqualTo(new Uri("wss://gateway.example/v3?key=secret")));
        Assert.That(bench.Notices.Of<Disconnected>()[0].Info.Reason, Is.EqualTo("REDIRECT:wss://gateway.example/v3?***"));
    }
}
