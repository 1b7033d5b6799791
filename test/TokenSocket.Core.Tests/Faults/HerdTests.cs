using TokenSocket.Tests.Faults;

namespace TokenSocket.Core.Tests.Faults;

[Category("Fault")]
public sealed class HerdTests
{
    private const int Clients = 100_000;

    [TestCase(1)]
    [TestCase(60)]
    public void Row28_A_server_that_100_000_clients_lose_at_once_sees_a_tenth_of_the_peak_with_jitter(int outageInSeconds)
    {
        var outage = TimeSpan.FromSeconds(outageInSeconds);

        var (without, with) = (PeakAfter(outage, jitter: 0), PeakAfter(outage, jitter: 0.5));

        Row.Measured(28, $"{Clients} clients, {outageInSeconds} s without a server: at most {without} dials a second without jitter, {with} with 0.5");
        Assert.That((without, with <= without / 10), Is.EqualTo((Clients, true)));
    }

    private static int PeakAfter(TimeSpan outage, double jitter)
    {
        var fleet = new Fleet(Clients, jitter);
        fleet.LoseServer(outage);
        Assert.That(fleet.Connected, Is.EqualTo(Clients));
        return fleet.DialsInSecond.Values.Max();
    }
}
