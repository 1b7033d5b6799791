using TokenSocket.Gateway.Sessions.Pusher;

namespace TokenSocket.Gateway.Tests.Sessions.Pusher;

internal sealed class PusherOptionsFaultsTests
{
    [Test]
    public void Defaults_are_in_order() => Assert.That(PusherOptionsFaults.Of(new PusherGatewayOptions()), Is.Empty);

    [Test]
    public void Every_fault_is_told_at_once()
    {
        var options = new PusherGatewayOptions
        {
            AppKey = "a/b",
            AppSecret = "",
            ActivityTimeout = TimeSpan.FromSeconds(1.5),
            PongTimeout = TimeSpan.Zero,
            TokenGrace = TimeSpan.FromDays(2),
            ReplayAge = -TimeSpan.FromSeconds(1),
            ClientEventsPerSecond = -1,
            ReplayCapacity = 0,
        };

        Assert.That(PusherOptionsFaults.Of(options).Select(fault => fault.Split(' ')[0]), Is.EqualTo([
            "Pusher.AppKey", "Pusher.AppSecret", "Pusher.ActivityTimeout", "Pusher.PongTimeout", "Pusher.TokenGrace", "Pusher.ReplayAge",
            "Pusher.ClientEventsPerSecond", "Pusher.ReplayCapacity",
        ]));
    }
}
