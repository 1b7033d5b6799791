using Serilog.Events;
using TokenSocket.CloseCodes;
using TokenSocket.Notices;
using TokenSocket.Secrecy;
using TokenSocket.Testing;

namespace TokenSocket.Hosting.Tests.Clients;

public sealed class ReloadTests
{
    /// <summary>Options that leave the connection alone, with a value that differs from the default.</summary>
    private static readonly (string Key, string Value)[] Quiet =
    [
        ("VerboseLogging", "true"), ("ReconnectOnDuplicateConnection", "true"), ("InitialReconnectInterval", "5000"), ("MaxReconnectInterval", "60000"),
        ("ReconnectJitter", "0.5"), ("StableAfter", "5000"), ("ConnectTimeout", "5000"), ("TokenTimeout", "5000"), ("KeepAliveInterval", "5000"),
        ("KeepAliveTimeout", "5000"), ("IdleTimeout", "5000"), ("CloseTimeout", "1000"), ("MaxMessageSize", "1024"), ("MaxAttempts", "5"),
        ("MaxOutage", "5000"), ("ReceiveQueue:MaxMessages", "5"), ("SendQueue:Capacity", "5"), ("Headers:X-Key", "k"), ("SubProtocols:0", "p"), ("Proxy", "http://proxy.example"),
        ("UserAgent", "bot"), ("RedirectHosts:0", "*.example"), ("AllowInsecureToken", "true"), ("Discovery", "true"), ("SocketIo:Namespace", "/bets"), ("TokenPlacement:In", "Bearer"), ("CloseCodes:4002", "AfterBackoff"),
        ("StopHostWhenStopped", "true"), ("Discord:WebhookUrl", "https://discord.com/api/webhooks/1/t"), ("Discord:Colors:Error", "#ffffff"),
    ];

    private static readonly (string Key, string Value)[] Loud =
        [("Token", "other"), ("GatewayUrl", "wss://gateway.example/v3"), ("Dialect", "rfc6455")];

    [TestCaseSource(nameof(Quiet))]
    public async Task A_change_takes_effect_without_touching_the_connection((string Key, string Value) option)
    {
        using var bench = await HostBench.StableAsync(build: client => client.Configure(options =>
            options.Dialect = options.Dialect with { Discovery = new DiscoveryEndpoint("/discovery", "name") }));
        var notices = new NoticeRecorder(bench.Client);

        bench.Save(option.Key, option.Value);

        Assert.That((notices.All, bench.Gateway.Dials.Count), Is.EqualTo((new ConnectionNotice[] { new OptionsReloaded() }, 1)));
    }

    [TestCaseSource(nameof(Loud))]
    public async Task A_change_closes_and_connects_anew((string Key, string Value) option)
    {
        using var bench = await HostBench.StableAsync();

        bench.Save(option.Key, option.Value);

        Assert.That(
            (bench.Gateway.Dials[0].Goodbye, bench.Gateway.Dials.Count, bench.Client.CurrentStatus, bench.Gateway.MostOpenConnections),
            Is.EqualTo((1000, 2, ConnectionStatus.Connected, 1)));
    }

    [Test]
    public void Every_option_is_in_one_of_the_two_lists() => Assert.That(
        OptionKeys.All.Select(key => FirstOf(key.Path)).Except(["TokenFile", "OAuth"], StringComparer.Ordinal),
        Is.EquivalentTo(Quiet.Concat(Loud).Select(option => FirstOf(option.Key)).Distinct(StringComparer.Ordinal)));

    [Test]
    public async Task A_wait_under_way_is_cut_to_a_new_shorter_maximum()
    {
        using var bench = await HostBench.StableAsync();
        bench.Gateway.Close(1006);

        bench.Save("MaxReconnectInterval", "2000");
        bench.Advance(1.75);

        Assert.That(bench.Gateway.Dials, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_row_of_CloseCodes_holds_at_the_next_end()
    {
        using var bench = await HostBench.StableAsync();
        bench.Save("CloseCodes:1006:Verdict", "Never");

        bench.Gateway.Close(1006);

        Assert.That(bench.Client.CurrentStatus, Is.EqualTo(ConnectionStatus.Stopped));
    }

    [Test]
    public async Task One_of_all_others_holds_at_the_next_connect()
    {
        using var bench = await HostBench.StableAsync();
        bench.Save("StableAfter", "60000");
        bench.Gateway.Close(1006);
        bench.Advance(31);

        // Up for ten seconds only: the row of waits goes on.
        bench.Advance(10);
        bench.Gateway.Close(1006);
        bench.Advance(61);
        var early = bench.Gateway.Dials.Count;
        bench.Advance(1);

        Assert.That((early, bench.Gateway.Dials.Count), Is.EqualTo((2, 3)));
    }

    [TestCase(4001)]
    [TestCase(4002)]
    [TestCase(4003)]
    [TestCase(4004)]
    public async Task A_new_token_revives_a_client_that_a_verdict_had_stopped(int code)
    {
        using var bench = await HostBench.StableAsync();
        bench.Gateway.Close(code);
        bench.Advance(86_400);
        var before = bench.Gateway.Dials.Count;

        bench.Save("Token", "new-token");

        Assert.That(
            (before, bench.Gateway.Dials.Count, bench.Gateway.Connection.Request.Headers["token"], bench.Client.CurrentStatus),
            Is.EqualTo((1, 2, "new-token", ConnectionStatus.Connected)));
    }

    [Test]
    public async Task Any_other_change_revives_nothing()
    {
        using var bench = await HostBench.StableAsync();
        bench.Gateway.Close(4004);

        bench.Save("MaxReconnectInterval", "2000");
        bench.Save("VerboseLogging", "true");
        bench.Advance(86_400);

        Assert.That(bench.Gateway.Dials, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_reload_that_does_not_validate_is_refused_whole()
    {
        using var bench = await HostBench.StableAsync();

        bench.File.Fill(("Token", "other"), ("MaxReconnectInterval", "soon"));
        bench.Save("VerboseLogging", "perhaps");
        bench.Gateway.Close(1006);
        bench.Advance(31);

        Assert.That((bench.Gateway.Dials.Count, bench.Gateway.Connection.Request.Headers["token"]), Is.EqualTo((2, RunSecrets.Token)));
    }

    [Test]
    public async Task A_refusal_is_one_error_with_every_fault()
    {
        using var bench = await HostBench.StableAsync();
        var notices = new NoticeRecorder(bench.Client);

        bench.File.Fill(("MaxReconnectInterval", "soon"));
        bench.Save("VerboseLogging", "perhaps");

        var faults = notices.Of<OptionsRefused>().Single().Faults;
        var error = bench.Log.Lines(LogEventLevel.Error).Single();
        Assert.That((faults.Count, faults.All(fault => error.Contains(fault.Replace("\"", "\\\"", StringComparison.Ordinal), StringComparison.Ordinal))), Is.EqualTo((2, true)));
    }

    [Test]
    public async Task An_emptied_file_is_refused_and_a_mended_one_is_told_as_good()
    {
        using var bench = await HostBench.StableAsync();
        var notices = new NoticeRecorder(bench.Client);

        bench.File.Empty();
        bench.Advance(1);
        bench.File.Fill(("GatewayUrl", "wss://gateway.example/v2" + RunSecrets.Query));
        bench.Save("Token", RunSecrets.Token);

        Assert.That(
            (string.Join(' ', notices.All.Select(notice => notice.GetType().Name)), bench.Gateway.Dials.Count),
            Is.EqualTo(("OptionsRefused OptionsReloaded", 1)));
    }

    [Test]
    public async Task The_same_faults_again_are_no_news()
    {
        using var bench = await HostBench.StableAsync();
        var notices = new NoticeRecorder(bench.Client);

        bench.Save("VerboseLogging", "perhaps");
        bench.Save("Token", "other");
        bench.Save("VerboseLogging", "no");

        Assert.That(notices.Of<OptionsRefused>(), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_change_elsewhere_in_the_file_is_no_news()
    {
        using var bench = await HostBench.StableAsync();
        var notices = new NoticeRecorder(bench.Client);

        bench.Save("Token", RunSecrets.Token);
        bench.Advance(1);

        Assert.That((notices.All.Count, bench.Log.Events.Count), Is.EqualTo((0, 0)));
    }

    [Test]
    public async Task A_client_that_the_program_stopped_stays_so()
    {
        using var bench = await HostBench.StableAsync();
        await bench.Client.StopAsync();

        bench.Save("Token", "other");

        Assert.That(bench.Client.CurrentStatus, Is.EqualTo(ConnectionStatus.Idle));
    }

    [Test]
    public async Task What_code_changes_is_changed_at_every_reload()
    {
        using var bench = await HostBench.StableAsync(build: client => client.Configure(options => options.Headers["X-Build"] = "7"));

        bench.Save("Token", "other");

        Assert.That(bench.Gateway.Connection.Request.Headers["X-Build"], Is.EqualTo("7"));
    }

    [Test]
    public async Task A_dialect_that_code_makes_anew_each_time_is_the_same_one()
    {
        using var bench = await HostBench.StableAsync(build: client => client.Configure(options => options.Dialect = options.Dialect with { RedirectHosts = ["a.example"] }));

        bench.Save("VerboseLogging", "true");

        Assert.That(bench.Gateway.Dials, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Code_that_throws_is_logged_and_the_old_options_stay()
    {
        var calls = 0;
        using var bench = await HostBench.StableAsync(build: client => client.Configure(_ =>
        {
            if (++calls > 2)
            {
                throw new InvalidOperationException("Oops.");
            }
        }));

        bench.Save("Token", "other");

        Assert.That(
            (bench.Gateway.Dials.Count, bench.Log.Lines(LogEventLevel.Error).Single()),
            Is.EqualTo((1, "Changed options could not be read and the old ones stay: InvalidOperationException")));
    }

    [Test]
    public async Task Nothing_is_read_once_the_host_has_stopped()
    {
        using var bench = await HostBench.StableAsync();
        bench.Gateway.Close(4004);
        await bench.StopAsync();

        bench.Save("Token", "other");

        Assert.That(bench.Gateway.Dials, Has.Count.EqualTo(1));
    }

    private static string FirstOf(string path) => path.Split(':')[0];
}
