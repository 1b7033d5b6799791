using TokenSocket.CloseCodes;
using TokenSocket.Credentials;
using TokenSocket.Dialects;
using TokenSocket.Machine;
using TokenSocket.Notices;
using TokenSocket.Reconnecting;
using static TokenSocket.CloseCodes.ReconnectVerdict;

namespace TokenSocket.Core.Tests.Machine;

/// <summary>What becomes of the rows of shipped dialects once options and streak have had their say.</summary>
public sealed class ShippedVerdictsTests
{
    [Test]
    public void A_server_that_shuts_down_and_closes_with_4200_for_ever_is_met_at_once_only_once()
    {
        var play = Play.Stable(Settings(KnownDialects.Sockudo)).Closed(4200);
        var first = (play.End.Verdict, play.Fetch);

        var waits = Enumerable.Range(0, 4).Select(n => (n == 0 ? play.Token() : play.Redialled()).Opened().Closed(4200).Delay.TotalSeconds).ToList();

        Assert.That(first, Is.EqualTo((Immediately, new ConnectionEffect.FetchToken(2, TokenReason.Reconnect))));
        Assert.That(waits, Is.EqualTo([1d, 2, 4, 8]));
    }

    [Test]
    public void Over_capacity_waits_a_second_also_where_the_schedule_is_shorter()
    {
        var play = Play.Connecting(Settings(KnownDialects.Pusher) with { Backoff = new BackoffSchedule(Seconds(0.1), Seconds(0.5)) });

        play.Closed(4199);

        Assert.That(play.Delay, Is.EqualTo(Seconds(1)));
    }

    [TestCase(4006, 30)]
    [TestCase(4004, 60)]
    [TestCase(4005, 60)]
    [TestCase(4008, 60)]
    public void A_limit_of_WireSocket_is_waited_out(int code, double seconds)
    {
        var play = Play.Connecting(Settings(KnownDialects.WireSocket));

        play.Closed(code, "Connection limit exceeded: 5");

        Assert.That(play.Delay, Is.EqualTo(Seconds(seconds)));
    }

    [Test]
    public void A_rate_limit_of_LSports_waits_60_seconds_or_as_long_as_the_server_asks([Values(10, 60, 90)] double asked)
    {
        var play = Play.Connecting(Settings(KnownDialects.LSports));

        play.Ended(new DisconnectInfo(DisconnectCause.Refused, HttpStatus: 429, RetryAfter: Seconds(asked)));

        Assert.That(play.Delay, Is.EqualTo(Seconds(Math.Max(60, asked))));
    }

    [TestCase("60", 60)]
    [TestCase("Sat, 21 Nov 2026 00:01:30 GMT", 90)]
    [TestCase("Sat, 21 Nov 2026 09:00:00 GMT", 3600)]
    [TestCase("7200", 3600)]
    public void Retry_After_of_WireSocket_is_waited_out_in_seconds_or_as_a_date_up_to_an_hour(string header, double seconds)
    {
        var play = Play.Connecting(Settings(KnownDialects.WireSocket));

        play.Ended(new DisconnectInfo(DisconnectCause.Refused, HttpStatus: 503, RetryAfter: RetryAfter.Read(header, Play.Midnight)));

        Assert.That(play.Delay, Is.EqualTo(Seconds(seconds)));
    }

    [Test]
    public void A_first_wait_of_LSports_stays_below_ten_connections_a_minute()
    {
        var play = Play.Connecting(Settings(KnownDialects.LSports));

        var waits = Enumerable.Range(0, 6).Select(n => (n == 0 ? play : play.Redialled()).Closed(1001).Delay.TotalSeconds).ToList();

        Assert.That(waits, Is.EqualTo([6d, 12, 24, 48, 96, 120]));
    }

    [Test]
    public void The_wrong_region_is_left_for_the_one_that_the_reason_names()
    {
        var play = Play.Connecting(Settings(KnownDialects.WireSocket)).Closed(4009, "REDIRECT:wss://us-east-1.wiresocket.net/my-document");
        var why = play.Fetch;

        play.Token(same: true);

        Assert.That(why, Is.EqualTo(new ConnectionEffect.FetchToken(2, TokenReason.Redirected)));
        Assert.That(play.Dialled, Is.EqualTo(new Uri("wss://us-east-1.wiresocket.net/my-document")));
    }

    [TestCase("REDIRECT:wss://wiresocket.net.evil.example/my-document")]
    [TestCase("REDIRECT:ws://us-east-1.wiresocket.net/my-document")]
    [TestCase("")]
    public void The_wrong_region_is_waited_for_where_the_address_is_not_safe(string reason)
    {
        var play = Play.Connecting(Settings(KnownDialects.WireSocket));

        play.Closed(4009, reason);

        Assert.That((play.End.Verdict, play.End.Rule.Name), Is.EqualTo((AfterBackoff, "Redirect Refused")));
    }

    [TestCase("wiresocket", 4002, null)]
    [TestCase("sockudo", 4009, "capability token expired")]
    [TestCase("graphql-transport-ws", 4403, null)]
    [TestCase("centrifugo", 3005, "connection expired")]
    [TestCase("centrifugo", 3014, null)]
    [TestCase("hocuspocus", 4401, null)]
    [TestCase("lsports", 4401, null)]
    public void A_token_that_is_rejected_twice_in_a_row_stops(string dialect, int code, string? reason)
    {
        var play = Play.Connecting(Settings(KnownDialects.Find(dialect)!)).Closed(code, reason);
        var first = play.End.Verdict;

        play.Token().Closed(code, reason);

        Assert.That((first, play.End.Verdict, play.Stop.Code), Is.EqualTo((WithFreshToken, Never, code)));
    }

    [TestCase("tokensocket", 4003, null)]
    [TestCase("tokensocket-v1", 1008, "Duplicate connection")]
    [TestCase("nakama", 1000, "server-side session disconnect")]
    public void A_duplicate_connection_follows_the_option_in_every_dialect(string dialect, int code, string? reason)
    {
        var settings = Settings(KnownDialects.Find(dialect)!);

        var verdicts = from retry in new[] { false, true }
                       select Play.Connecting(settings with { ReconnectOnDuplicateConnection = retry }).Closed(code, reason).End.Verdict;

        Assert.That(verdicts, Is.EqualTo([Never, AfterBackoff]));
    }

    [Test]
    public void A_renewal_at_Discord_closes_with_4000()
    {
        var play = Play.Stable(Settings(KnownDialects.DiscordGateway));

        play.ReconnectAsked();

        Assert.That(play.Effects.OfType<ConnectionEffect.CloseConnection>(), Is.EqualTo([new ConnectionEffect.CloseConnection(1, 4000)]));
    }

    [TestCase("discord-gateway")]
    [TestCase("tokensocket-v1")]
    public void A_stop_says_goodbye_with_1000_and_the_answer_is_no_verdict(string dialect)
    {
        var play = Play.Stable(Settings(KnownDialects.Find(dialect)!)).StopAsked();
        var goodbye = play.Effects.OfType<ConnectionEffect.CloseConnection>().Single().Code;

        play.Closed(1000);

        Assert.That((goodbye, play.Status, play.Stop.Kind), Is.EqualTo((1000, ConnectionStatus.Idle, StopKind.Requested)));
    }

    [Test]
    public void A_renewal_is_no_end_of_the_match()
    {
        var play = Play.Stable(Settings(KnownDialects.PandaScore)).ReconnectAsked();

        play.Closed(1000);

        Assert.That(play.End.Verdict, Is.EqualTo(Immediately));
    }

    private static MachineSettings Settings(CloseDialect dialect) => Play.Settings with
    {
        Dialect = dialect,
        Backoff = new BackoffSchedule(dialect.InitialReconnectInterval, dialect.MaxReconnectInterval, dialect.ReconnectJitter),
    };

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}
