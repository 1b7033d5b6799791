using TokenSocket.CloseCodes;
using TokenSocket.Notices;

namespace TokenSocket.Tests.Verdicts;

public sealed class DuplicateConnectionTests
{
    [Test]
    public async Task Stops_unless_the_options_say_otherwise()
    {
        var bench = await Bench.StableAsync();

        bench.Gateway.Close(4003);

        Assert.That(bench.Client.CurrentStatus, Is.EqualTo(ConnectionStatus.Stopped));
    }

    [Test]
    public async Task Backs_off_where_the_options_say_so()
    {
        var bench = await Bench.StableAsync(o => o with { ReconnectOnDuplicateConnection = true });

        bench.Gateway.Close(4003);

        Assert.That(
            (bench.Notices.Of<Disconnected>()[0].Verdict, bench.Notices.Waits[0]),
            Is.EqualTo((ReconnectVerdict.AfterBackoff, TimeSpan.FromSeconds(31))));
    }

    [Test]
    public async Task Keeps_its_words_where_it_is_retried()
    {
        var bench = await Bench.StableAsync(o => o with { ReconnectOnDuplicateConnection = true });

        bench.Gateway.Close(4003);

        Assert.That(bench.Notices.Of<Disconnected>()[0].Rule.Message, Is.EqualTo("The API token is already in-use."));
    }

    [Test]
    public async Task Follows_the_option_switched_on_while_connected()
    {
        var bench = await Bench.StableAsync();
        bench.Update(o => o with { ReconnectOnDuplicateConnection = true });

        bench.Gateway.Close(4003);

        Assert.That(bench.Client.CurrentStatus, Is.EqualTo(ConnectionStatus.Reconnecting));
    }

    [Test]
    public async Task Follows_the_option_switched_off_while_connected()
    {
        var bench = await Bench.StableAsync(o => o with { ReconnectOnDuplicateConnection = true });
        bench.Update(o => o with { ReconnectOnDuplicateConnection = false });

        bench.Gateway.Close(4003);

        Assert.That(bench.Client.CurrentStatus, Is.EqualTo(ConnectionStatus.Stopped));
    }

    [Test]
    public async Task Switching_the_option_leaves_the_connection_alone()
    {
        var bench = await Bench.StableAsync();

        bench.Update(o => o with { ReconnectOnDuplicateConnection = true });

        Assert.That((bench.Gateway.Dials.Count, bench.Gateway.OpenConnections), Is.EqualTo((1, 1)));
    }
}
