using System.Reactive;
using TokenSocket.CloseCodes;
using TokenSocket.Notices;
using TokenSocket.Protocols;
using TokenSocket.Secrecy;
using TokenSocket.Tests.Faults;

namespace TokenSocket.Tests.Running.Sessions;

/// <summary>Channels of the Pusher protocol, from the public client to the wire.</summary>
public sealed class ChannelTests
{
    [Test]
    public async Task That_is_wanted_before_the_start_is_subscribed_on_the_first_connection()
    {
        var bench = new Bench(o => o with { Dialect = Dialects.KnownDialects.Pusher });
        bench.Client.Subscribe("news");
        await bench.Client.StartAsync();

        bench.Establish();

        Assert.That(bench.Sent(), Is.EqualTo(new[] { PusherScene.Subscribe }));
    }

    [Test]
    public async Task That_is_wanted_while_connected_is_subscribed_at_once_and_only_once()
    {
        var bench = await PusherScene.ConnectedAsync();

        bench.Client.Subscribe("news");
        bench.Client.Subscribe("news");

        Assert.That(bench.Sent(), Is.EqualTo(new[] { PusherScene.Subscribe }));
    }

    [Test]
    public async Task That_is_wanted_is_subscribed_on_every_connection_again()
    {
        var bench = await PusherScene.ConnectedAsync();
        bench.Client.Subscribe("news");

        bench.Reconnect();

        Assert.That((bench.Gateway.Dials.Count, bench.AllSent()), Is.EqualTo((2, PusherScene.Subscribe)));
    }

    [Test]
    public async Task That_is_wanted_while_there_is_no_connection_is_subscribed_on_the_next()
    {
        var bench = await PusherScene.ConnectedAsync();
        bench.Gateway.Drop();
        bench.Client.Subscribe("news");
        bench.Advance(1);

        bench.Establish();

        Assert.That(bench.AllSent(), Is.EqualTo(PusherScene.Subscribe));
    }

    [Test]
    public async Task That_is_wanted_no_longer_is_unsubscribed_and_not_restored()
    {
        var bench = await PusherScene.ConnectedAsync();
        bench.Client.Subscribe("news");
        bench.Client.Unsubscribe("news");
        bench.Client.Unsubscribe("news");
        var sent = bench.Sent();

        bench.Reconnect();

        Assert.That(sent, Is.EqualTo(new[] { PusherScene.Subscribe, PusherScene.Unsubscribe }));
        Assert.That(bench.Sent(), Is.Empty);
    }

    [Test]
    public async Task Tells_of_its_subscription_and_its_events()
    {
        var bench = await PusherScene.ConnectedAsync();
        var events = bench.Record();
        bench.Client.Subscribe("news");

        bench.Gateway.Send("""{"event":"pusher_internal:subscription_succeeded","channel":"news","data":"{}"}""");
        bench.Gateway.Send("""{"event":"headline","channel":"news","data":"{\"text\":\"rain\"}"}""");

        Assert.That(events.OfType<Subscribed>().Single().Channel, Is.EqualTo("news"));
        Assert.That(
            events.OfType<EventReceived>().Select(one => (one.Name, one.Channel, one.Data.GetProperty("text").GetString())),
            Is.EqualTo(new[] { ("headline", (string?)"news", (string?)"rain") }));
    }

    [Test]
    public async Task That_is_refused_is_news_and_no_end()
    {
        var bench = await PusherScene.ConnectedAsync();
        var events = bench.Record();
        bench.Client.Subscribe("news");

        bench.Gateway.Send("""{"event":"pusher:subscription_error","channel":"news","data":{"type":"AuthError","error":"No","status":403}}""");

        Assert.That((events.Single(), bench.Client.CurrentStatus), Is.EqualTo(((SessionEvent)new SubscriptionRefused("news", 403, "No"), ConnectionStatus.Connected)));
    }

    [Test]
    public async Task May_be_wanted_from_the_callback_that_tells_of_the_connection()
    {
        var bench = await PusherScene.DialledAsync();
        bench.Client.Notices.Subscribe(Observer.Create<ConnectionNotice>(notice =>
        {
            if (notice is Connected)
            {
                bench.Client.Subscribe("news");
            }
        }));

        bench.Establish();

        Assert.That(bench.Sent(), Is.EqualTo(new[] { PusherScene.Subscribe }));
    }

    /// <summary>What was wanted while the session opened is carried out one after the other, and what is wanted meanwhile comes behind.</summary>
    [Test]
    public async Task That_is_given_up_while_it_is_about_to_be_subscribed_is_unsubscribed_last()
    {
        Bench? bench = null;
        bench = await PusherScene.DialledAsync(authorizer: PusherScene.Asking(_ =>
        {
            bench!.Client.Unsubscribe("news");
            return "key:proof";
        }));
        bench.Client.Notices.Subscribe(Observer.Create<ConnectionNotice>(notice =>
        {
            if (notice is Connected)
            {
                bench.Client.Subscribe("private-a");
                bench.Client.Subscribe("news");
            }
        }));

        bench.Establish();

        Assert.That(bench.Sent().Where(one => one.Contains("news", StringComparison.Ordinal)), Is.EqualTo(new[] { PusherScene.Subscribe, PusherScene.Unsubscribe }));
    }

    [Test]
    public async Task With_a_name_that_is_none_is_refused_at_once()
    {
        var bench = await PusherScene.ConnectedAsync();

        Assert.That(() => bench.Client.Subscribe("a b"), Throws.ArgumentException.With.Message.StartsWith("The name of the channel must consist of letters"));
    }

    [Test]
    public async Task Needs_a_dialect_that_has_channels()
    {
        var bench = await Bench.StartedAsync();

        Assert.That(
            () => bench.Client.Subscribe("news"),
            Throws.InvalidOperationException.With.Message.EqualTo("Subscribe needs a dialect whose session is Pusher; that of 'tokensocket' is Plain."));
    }

    [Test]
    public async Task Takes_client_events_that_are_private_alone()
    {
        var bench = await PusherScene.ConnectedAsync();

        await bench.Client.TriggerAsync("private-a", "client-typing", new { Who = "me" });

        Assert.That(bench.AllSent(), Is.EqualTo("""{"event":"client-typing","channel":"private-a","data":{"who":"me"}}"""));
        Assert.That(() => bench.Client.TriggerAsync("news", "client-typing", null), Throws.ArgumentException);
        Assert.That(() => bench.Client.TriggerAsync("private-a", "typing", null), Throws.ArgumentException);
    }

    [Test]
    public async Task Takes_no_client_event_without_a_connection()
    {
        var bench = await PusherScene.DialledAsync();

        await Assert.ThrowsAsync<NotConnectedException>(() => bench.Client.TriggerAsync("private-a", "client-typing", null));
    }

    [Test]
    [Category("Fault")]
    public async Task Row20_A_server_that_never_greets_ends_by_ConnectTimeout()
    {
        var bench = await PusherScene.DialledAsync();
        bench.Advance(14.999);
        var before = bench.Client.CurrentStatus;

        bench.Advance(0.001);

        Row.Measured(20, $"Pusher never established: ended after {bench.Time.Elapsed.TotalSeconds} s, next try in {bench.Notices.Waits.Single().TotalSeconds} s");
        Assert.That(
            (before, bench.Notices.Of<Disconnected>().Single().Info.Cause, bench.Gateway.OpenConnections, bench.Client.CurrentStatus),
            Is.EqualTo((ConnectionStatus.Connecting, DisconnectCause.TimedOut, 0, ConnectionStatus.Reconnecting)));
    }

    [Test]
    public async Task Are_asked_for_with_protocol_client_and_version_where_the_address_does_not_say()
    {
        var bench = await PusherScene.DialledAsync(o => o with { GatewayUrl = new Uri($"wss://gateway.example/app/key{RunSecrets.Query}&client=mine") });

        var query = bench.Gateway.Connection.Request.Address.Query;
        Assert.That(query.StartsWith(RunSecrets.Query, StringComparison.Ordinal), Is.True);
        Assert.That(query[RunSecrets.Query.Length..], Does.Match(@"^&client=mine&protocol=7&version=\d+\.\d+\.\d+[^&]*$"));
        Assert.That(bench.Log.Everything, Has.None.Contains("protocol="));
    }
}
