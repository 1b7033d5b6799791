using TokenSocket.CloseCodes;
using TokenSocket.Notices;

namespace TokenSocket.Tests.Faults;

[Category("Fault")]
public sealed class OneSocketTests
{
    private const int Rounds = 2000;

    [Test]
    public async Task Row15_There_is_one_open_socket_at_a_time_and_late_news_of_an_old_one_changes_nothing()
    {
        var bench = await Bench.StableAsync();
        for (var round = 0; round < Rounds; round++)
        {
            var old = bench.Gateway.Connection;
            bench.Gateway.AnswersGoodbyes = round % 8 < 4;
            await BringAboutAnotherAsync(bench, round);
            bench.Advance(120);
            old.End(new(DisconnectCause.Closed, 4004));
        }

        var stops = bench.Notices.Of<Stopped>().Count(stop => stop.Reason.Code is not null);
        Row.Measured(15, $"{bench.Gateway.MostOpenConnections} socket at most over {bench.Gateway.Dials.Count} dials, {stops} stops by late news");
        Assert.That((bench.Gateway.MostOpenConnections, stops, bench.Client.CurrentStatus), Is.EqualTo((1, 0, ConnectionStatus.Connected)));
        Assert.That(bench.Gateway.Dials, Has.Count.GreaterThan(Rounds));
    }

    private static Task BringAboutAnotherAsync(Bench bench, int round)
    {
        switch (round % 4)
        {
            case 0:
                return bench.Client.ReconnectAsync();
            case 1:
                _ = bench.Client.StopAsync();
                return bench.Client.StartAsync();
            case 2:
                bench.Update(o => o with { Token = $"token-{round}" });
                return bench.Client.ReconnectAsync();
            default:
                bench.Gateway.Drop();
                return bench.Client.ReconnectAsync();
        }
    }
}
