using TokenSocket.Core.Tests.Fuzz;

namespace TokenSocket.Core.Tests.Protocols;

/// <summary>Whole lives of a V2 client at a server whose connections break wherever they like.</summary>
[Category("Fuzz")]
public sealed class PusherSimulationTests
{
    private static readonly string[] Channels = ["a", "b", "private-c"];

    [Test]
    public void Every_message_comes_once_and_in_order_as_long_as_it_can_be_recovered() => Live("lives with recovery", static input => new PusherServer(input), (recoveries, failures) =>
    {
        Assert.That(recoveries, Is.GreaterThan(0));
        Assert.That(failures, Is.Zero);
    });

    [Test]
    public void The_program_hears_of_every_loss() => Live("lives with losses", static input => new PusherServer(input) { Retention = 3 }, (recoveries, failures) =>
    {
        Assert.That(recoveries, Is.GreaterThan(0));
        Assert.That(failures, Is.GreaterThan(0));
    });

    [Test]
    public void Every_message_comes_once_and_in_order_though_new_ones_come_ahead_of_those_that_were_missed() => Live(
        "lives with a hasty server", static input => new PusherServer(input) { IsHasty = true, Retention = 20 }, (recoveries, _) => Assert.That(recoveries, Is.GreaterThan(0)));

    [Test]
    public void A_server_without_recovery_loses_what_was_missed_and_the_program_hears_of_it() => Live("lives without recovery", static input => new PusherServer(input) { Recovers = false }, (recoveries, failures) =>
    {
        Assert.That(recoveries, Is.Zero);
        Assert.That(failures, Is.GreaterThan(0));
    });

    private static void Live(string what, Func<Mutator, PusherServer> serverOf, Action<int, int> check)
    {
        var (recoveries, failures) = (0, 0);
        FuzzRun.Run(what, 1_000, input =>
        {
            var server = serverOf(input);
            var life = new PusherLife(server, Channels);
            for (var n = input.Next(12); n >= 0; n--)
            {
                Connect(life, server, input, isLast: n == 0);
            }

            life.Finish();
            recoveries += life.Recoveries;
            failures += life.Failures;
        });
        if (Environment.GetEnvironmentVariable("FUZZ_INPUTS") is null)
        {
            check(recoveries, failures);
        }
    }

    private static void Connect(PusherLife life, PusherServer server, Mutator input, bool isLast)
    {
        life.Dial();
        for (var steps = input.Next(40); steps > 0; steps--)
        {
            Step(life, server, input);
        }

        if (isLast)
        {
            life.Drain();
            return;
        }

        server.Drop();
        for (var missed = input.Next(6); missed > 0; missed--)
        {
            server.Publish(input.Pick(Channels));
        }

        if (server.Retention < 10 && input.OneIn(4))
        {
            server.Reset(input.Pick(Channels));
        }
    }

    private static void Step(PusherLife life, PusherServer server, Mutator input)
    {
        switch (input.Next(4))
        {
            case 0:
                server.Publish(input.Pick(Channels));
                break;
            case 1:
                life.Sign();
                break;
            default:
                life.Read();
                break;
        }
    }
}
