using TokenSocket.CloseCodes;
using TokenSocket.Credentials;
using TokenSocket.Dialects;
using TokenSocket.Notices;
using TokenSocket.Testing;

namespace TokenSocket.Tests.Tokens;

/// <summary>A token that changes by itself: a provider says so, or it stands in a file.</summary>
public sealed class ChangedTokenTests
{
    private string _path = null!;

    [SetUp]
    public void SetUp() => _path = Path.GetTempFileName();

    [TearDown]
    public void TearDown() => File.Delete(_path);

    [Test]
    public async Task Revives_a_client_that_its_verdict_had_stopped()
    {
        var tokens = new FakeTokens("first-token");
        var bench = await Bench.StartedAsync(tokens: tokens);
        bench.Gateway.Close(4002);
        tokens.Give("second-token");

        tokens.ReportChange();

        Assert.That(bench.Gateway.Connection.Request.Headers["token"], Is.EqualTo("second-token"));
    }

    [Test]
    public async Task Does_not_start_a_client_that_the_program_had_stopped()
    {
        var tokens = new FakeTokens("first-token");
        var bench = await Bench.StartedAsync(tokens: tokens);
        await bench.Client.StopAsync();

        tokens.ReportChange();

        Assert.That(bench.Gateway.Dials, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Says_nothing_to_a_client_that_is_disposed()
    {
        var tokens = new FakeTokens("first-token");
        var bench = await Bench.StartedAsync(tokens: tokens);
        bench.Gateway.Close(4002);
        await bench.Client.DisposeAsync();

        tokens.ReportChange();

        Assert.That(bench.Gateway.Dials, Has.Count.EqualTo(1));
    }

    [TestCase(AgeingToken.Nothing, 1)]
    [TestCase(AgeingToken.Reconnect, 2)]
    public async Task Does_to_a_connected_client_what_the_dialect_says_of_an_ageing_token(AgeingToken ageing, int dials)
    {
        var tokens = new FakeTokens("first-token");
        var bench = await Bench.StableAsync(o => o with { Dialect = KnownDialects.TokenSocket with { AgeingToken = ageing } }, tokens);
        tokens.Give("second-token");

        tokens.ReportChange();
        bench.Advance(5);

        Assert.That(bench.Gateway.Dials, Has.Count.EqualTo(dials));
    }

    [Test]
    public async Task Of_a_function_is_told_by_the_program()
    {
        var token = "first-token";
        var tokens = new DelegateTokenProvider((_, _) => new(new AccessToken(token)));
        var bench = await Bench.StartedAsync(tokens: tokens);
        bench.Gateway.Close(4002);
        token = "second-token";

        tokens.ReportChange();

        Assert.That(bench.Gateway.Connection.Request.Headers["token"], Is.EqualTo("second-token"));
    }

    [Test]
    public async Task In_a_file_revives_once_it_was_seen_twice()
    {
        File.WriteAllText(_path, "first-token\n");
        var bench = await Bench.StartedAsync(o => o with { Token = null, TokenFile = _path });
        bench.Gateway.Close(4002);
        File.WriteAllText(_path, "second-token\n");
        bench.Advance(2);
        var early = bench.Gateway.Dials.Count;

        bench.Advance(2);

        Assert.That((early, bench.Gateway.Connection.Request.Headers["token"]), Is.EqualTo((1, "second-token")));
    }

    [Test]
    public async Task In_a_file_of_a_provider_of_its_own_revives_too()
    {
        File.WriteAllText(_path, "first-token\n");
        var time = new VirtualTime();
        var bench = await Bench.StartedAsync(tokens: new FileTokenProvider(_path, time));
        bench.Gateway.Close(4002);
        File.WriteAllText(_path, "second-token\n");

        time.Advance(TimeSpan.FromSeconds(4));

        Assert.That(bench.Gateway.Connection.Request.Headers["token"], Is.EqualTo("second-token"));
    }

    [TestCase("first-token", 4002)]
    [TestCase("", 4001)]
    public async Task In_a_file_that_another_client_reads_first_revives_too(string before, int code)
    {
        File.WriteAllText(_path, before);
        var (one, two) = await SharedAsync();
        one.Gateway.Close(code);
        File.WriteAllText(_path, "second-token");

        await two.Client.ReconnectAsync();

        Assert.That(one.Gateway.Connection.Request.Headers["token"], Is.EqualTo("second-token"));
    }

    [Test]
    public async Task In_a_file_of_two_clients_is_a_dial_of_each()
    {
        File.WriteAllText(_path, "first-token");
        var (one, two) = await SharedAsync(AgeingToken.Reconnect);
        File.WriteAllText(_path, "second-token");

        await two.Client.ReconnectAsync();
        two.Advance(60);

        Assert.That((one.Gateway.Dials.Count, two.Gateway.Dials.Count), Is.EqualTo((2, 2)));
    }

    // This one has no length, as a pipe has none.
    [Test]
    [Platform("Linux")]
    public async Task In_a_file_that_never_says_the_same_twice_is_not_told_by_reading()
    {
        var told = 0;
        var tokens = new FileTokenProvider("/proc/sys/kernel/random/uuid", new VirtualTime());
        using var listening = tokens.OnChange(() => told++);

        var first = await tokens.GetTokenAsync(new TokenRequest(TokenReason.First), CancellationToken.None);
        var second = await tokens.GetTokenAsync(new TokenRequest(TokenReason.Reconnect), CancellationToken.None);

        Assert.That((first == second, told), Is.EqualTo((false, 0)));
    }

    [Test]
    public async Task In_a_file_is_not_told_twice()
    {
        File.WriteAllText(_path, "first-token\n");
        var bench = await Bench.StartedAsync(o => o with { Token = null, TokenFile = _path });
        bench.Gateway.Close(4002);
        File.WriteAllText(_path, "second-token\n");
        bench.Advance(4);
        bench.Gateway.Close(4002);

        bench.Advance(60);

        Assert.That((bench.Gateway.Dials.Count, bench.Client.CurrentStatus), Is.EqualTo((2, ConnectionStatus.Stopped)));
    }

    [Test]
    public async Task In_a_file_that_was_read_for_a_dial_stops_once_where_it_is_rejected_too()
    {
        File.WriteAllText(_path, "first-token\n");
        var bench = await Bench.StartedAsync(o => o with { Token = null, TokenFile = _path });
        bench.Gateway.Drop();
        File.WriteAllText(_path, "second-token\n");
        bench.Advance(31);

        bench.Gateway.Close(4002);
        bench.Advance(60);

        Assert.That((bench.Gateway.Dials.Count, bench.Notices.Of<Stopped>().Count), Is.EqualTo((2, 1)));
    }

    [TestCase("first-token")]
    [TestCase("")]
    public async Task In_a_file_that_is_written_anew_with_the_same_token_or_none_is_no_change(string text)
    {
        File.WriteAllText(_path, "first-token\n");
        var bench = await Bench.StartedAsync(o => o with { Token = null, TokenFile = _path });
        bench.Gateway.Close(4002);
        File.WriteAllText(_path, text);

        bench.Advance(60);

        Assert.That(bench.Gateway.Dials, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task In_a_file_that_comes_and_goes_between_two_looks_is_no_change()
    {
        File.WriteAllText(_path, "first-token\n");
        var bench = await Bench.StartedAsync(o => o with { Token = null, TokenFile = _path });
        bench.Gateway.Close(4002);
        File.WriteAllText(_path, "half");
        bench.Advance(2);
        File.WriteAllText(_path, "first-token\n");

        bench.Advance(60);

        Assert.That(bench.Gateway.Dials, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Behind_a_link_that_is_swapped_revives()
    {
        var (first, second) = (_path + ".1", _path + ".2");
        File.WriteAllText(first, "first-token");
        File.WriteAllText(second, "second-token");
        File.Delete(_path);
        File.CreateSymbolicLink(_path, first);
        var bench = await Bench.StartedAsync(o => o with { Token = null, TokenFile = _path });
        bench.Gateway.Close(4002);
        File.CreateSymbolicLink(_path + ".new", second);
        File.Move(_path + ".new", _path, overwrite: true);

        bench.Advance(4);

        Assert.That(bench.Gateway.Connection.Request.Headers["token"], Is.EqualTo("second-token"));
        File.Delete(first);
        File.Delete(second);
    }

    [Test]
    public async Task In_a_file_whose_name_becomes_impossible_is_no_change()
    {
        File.WriteAllText(_path, "first-token");
        var bench = await Bench.StartedAsync(o => o with { Token = null, TokenFile = _path });
        bench.Update(o => o with { Token = null, TokenFile = "a\0b" });

        Assert.That(() => bench.Advance(60), Throws.Nothing);
    }

    [Test]
    public async Task Is_looked_for_no_more_after_dispose()
    {
        File.WriteAllText(_path, "first-token\n");
        var bench = await Bench.StartedAsync(o => o with { Token = null, TokenFile = _path });

        await bench.Client.DisposeAsync();
        bench.Advance(2);

        Assert.That(bench.Time.Timers, Is.Zero);
    }

    /// <summary>Two clients on one provider.</summary>
    private async Task<(Bench One, Bench Two)> SharedAsync(AgeingToken ageing = AgeingToken.Nothing)
    {
        var time = new VirtualTime();
        var tokens = new FileTokenProvider(_path, time);
        var (one, two) = (Make(), Make());
        await one.Client.StartAsync();
        await two.Client.StartAsync();
        return (one, two);

        Bench Make() => new(o => o with { Dialect = KnownDialects.TokenSocket with { AgeingToken = ageing } }, tokens, time: time);
    }
}
