using TokenSocket.CloseCodes;
using TokenSocket.Credentials;
using TokenSocket.Machine;
using TokenSocket.Notices;

namespace TokenSocket.Core.Tests.Machine;

public sealed class RedirectionTests
{
    private const string UsEast = "wss://us-east.example.net/doc";
    private const string Refusal = "The server named an address that is not safe to go to.";

    [Test]
    public void Asks_for_a_token_for_the_new_address_without_a_wait()
    {
        var play = Play.Connecting();

        play.Moved(UsEast);

        Assert.That(play.End.Verdict, Is.EqualTo(ReconnectVerdict.AtNewAddress));
        Assert.That(play.Fetch, Is.EqualTo(new ConnectionEffect.FetchToken(2, TokenReason.Redirected)));
    }

    [Test]
    public void Dials_the_new_address()
    {
        var play = Play.Connecting().Moved(UsEast);

        play.Token();

        Assert.That(play.Dialled, Is.EqualTo(new Uri(UsEast)));
    }

    [Test]
    public void Takes_the_same_token_along()
    {
        var play = Play.Connecting().Moved(UsEast);

        play.Token(same: true);

        Assert.That(play.Dialled, Is.EqualTo(new Uri(UsEast)));
    }

    [Test]
    public void Keeps_the_query_for_the_dial_and_from_the_notice()
    {
        var play = Play.Connecting(Play.Settings with { Gateway = new Uri("wss://gateway.example/v2?key=secret") }).Moved($"{UsEast}?key=secret");
        var told = play.Notices[^1];

        play.Token();

        Assert.That(told, Is.EqualTo(new Redirected(new Uri("wss://gateway.example/v2"), new Uri(UsEast))));
        Assert.That(play.Dialled, Is.EqualTo(new Uri($"{UsEast}?key=secret")));
    }

    [Test]
    public void Says_from_which_address_it_was_sent_on()
    {
        var play = Play.Connecting().Moved(UsEast).Token().Opened();

        play.Moved("wss://us-west.example.net/doc");

        Assert.That(play.Notices[^1], Is.EqualTo(new Redirected(new Uri(UsEast), new Uri("wss://us-west.example.net/doc"))));
    }

    [Test]
    public void Says_from_which_address_it_was_sent_on_while_connecting()
    {
        var play = Play.Connecting().Moved(UsEast).Token();

        play.Moved("wss://us-west.example.net/doc");

        Assert.That(play.Notices[^1], Is.EqualTo(new Redirected(new Uri(UsEast), new Uri("wss://us-west.example.net/doc"))));
    }

    [Test]
    public void Trusts_the_hosts_that_the_options_add()
    {
        var play = Play.Connecting(Play.Settings with { RedirectHosts = ["trusted.example"] });

        play.Moved("wss://trusted.example/");

        Assert.That(play.End.Verdict, Is.EqualTo(ReconnectVerdict.AtNewAddress));
    }

    [Test]
    public void Waits_where_the_address_is_not_safe()
    {
        var play = Play.Connecting();

        play.Moved("wss://evil.example/");

        Assert.That(play.End.Verdict, Is.EqualTo(ReconnectVerdict.AfterBackoff));
        Assert.That(play.Delay, Is.EqualTo(TimeSpan.FromSeconds(31)));
    }

    [Test]
    public void Names_the_rule_that_refused_the_address()
    {
        var play = Play.Connecting();

        play.Moved("ws://us-east.example.net/");

        Assert.That(play.End.Rule.Message, Is.EqualTo($"{Refusal} The address would leave wss for ws."));
    }

    [Test]
    public void Says_what_to_do_about_a_refused_address()
    {
        var play = Play.Connecting();

        play.Moved("wss://evil.example/");

        Assert.That(play.End.Rule.Resolution, Is.EqualTo("Add the host to RedirectHosts if it is trusted; it goes on at GatewayUrl."));
    }

    [Test]
    public void Keeps_the_facts_of_a_refused_address_but_for_the_cause()
    {
        var play = Play.Connecting();

        play.Closed(TestDialect.Moved, "REDIRECT:nowhere");

        Assert.That(play.End.Info, Is.EqualTo(new DisconnectInfo(DisconnectCause.RedirectRefused, TestDialect.Moved, "REDIRECT:nowhere")));
    }

    [Test]
    public void Never_goes_back_to_ws_from_a_gateway_on_ws_by_way_of_wss()
    {
        var play = Play.Connecting(Play.Settings with { Gateway = new Uri("ws://gateway.example/") }).Moved(UsEast).Token();

        play.Moved("ws://us-west.example.net/");

        Assert.That(play.End.Verdict, Is.EqualTo(ReconnectVerdict.AfterBackoff));
    }

    [Test]
    public void Follows_five_in_a_row()
    {
        var play = Bounced(times: 4);

        play.Moved(UsEast);

        Assert.That(play.End.Verdict, Is.EqualTo(ReconnectVerdict.AtNewAddress));
    }

    [Test]
    public void Waits_instead_of_following_the_sixth()
    {
        var play = Bounced(times: 5);

        play.Moved(UsEast);

        Assert.That(play.End.Verdict, Is.EqualTo(ReconnectVerdict.AfterBackoff));
        Assert.That(play.End.Rule.Message, Is.EqualTo($"{Refusal} It would be more than 5 in a row."));
    }

    [Test]
    public void Goes_on_at_the_gateway_after_the_sixth()
    {
        var play = Bounced(times: 5).Moved(UsEast);

        play.Redialled();

        Assert.That(play.Dialled, Is.EqualTo(Play.Gateway));
    }

    [Test]
    public void Follows_again_after_a_wait()
    {
        var play = Bounced(times: 5).Moved(UsEast).Redialled();

        play.Moved(UsEast);

        Assert.That(play.End.Verdict, Is.EqualTo(ReconnectVerdict.AtNewAddress));
    }

    [TestCase(TestDialect.Lost)]
    [TestCase(TestDialect.Full)]
    public void Forgets_the_new_address_when_it_fails(int code)
    {
        var play = Play.Connecting().Moved(UsEast).Token().Closed(code);

        play.Redialled();

        Assert.That(play.Dialled, Is.EqualTo(Play.Gateway));
    }

    [TestCase(TestDialect.AtOnce)]
    [TestCase(TestDialect.Rejected)]
    public void Forgets_the_new_address_also_when_it_comes_back_at_once(int code)
    {
        var play = Play.Connecting().Moved(UsEast).Token().Closed(code);

        play.Token();

        Assert.That(play.Dialled, Is.EqualTo(Play.Gateway));
    }

    [Test]
    public void Forgets_the_new_address_when_the_token_for_it_cannot_be_had()
    {
        var play = Play.Connecting().Moved(UsEast).NoToken();

        play.Redialled();

        Assert.That(play.Dialled, Is.EqualTo(Play.Gateway));
    }

    private static Play Bounced(int times) => Enumerable.Range(0, times).Aggregate(Play.Connecting(), (play, _) => play.Moved(UsEast).Token());
}
