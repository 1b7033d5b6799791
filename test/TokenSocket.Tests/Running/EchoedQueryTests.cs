using Serilog.Events;
using TokenSocket.CloseCodes;
using TokenSocket.Notices;

namespace TokenSocket.Tests.Running;

public sealed class EchoedQueryTests
{
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
    public async Task Redirect_to_an_address_with_the_same_query_is_followed()
    {
        var dialect = new CloseDialect("moving", "test", [new(4009, "Moved", CloseMeaning.Redirect, ReconnectVerdict.AtNewAddress, "Moved.", "Nothing to do.")])
        {
            Fallback = Dialects.KnownDialects.Rfc6455,
        };
        var bench = await Bench.StartedAsync(options => options with { Dialect = dialect, GatewayUrl = new Uri("wss://gateway.example/v2?key=secret") });

        bench.Gateway.Close(4009, "REDIRECT:wss://gateway.example/v3?key=secret");

        Assert.That(bench.Gateway.Connection.Request.Address, Is.EqualTo(new Uri("wss://gateway.example/v3?key=secret")));
        Assert.That(bench.Notices.Of<Disconnected>()[0].Info.Reason, Is.EqualTo("REDIRECT:wss://gateway.example/v3?***"));
    }
}
