namespace TokenSocket.Cli.Tests;

internal sealed class ListenConsoleTests
{
    private const string Wipe = "\r\u001b[2K";
    private const string Connected = "\u001b[2mConnected. Ctrl+C ends.\u001b[0m";
    private const string Midnight = "\u001b[2m00:00:00 \u001b[0m";

    [Test]
    public async Task Status_is_wiped_before_a_line_and_drawn_after_it()
    {
        using var bench = Connect();

        bench.Act(gateway => gateway.Send("[red]hello[/]\u001b[2J\n" + new string('x', 200)));

        Assert.That(bench.TakeOutput(), Is.EqualTo($"{Wipe}{Midnight}\u001b[94m<\u001b[0m [red]hello[/][2J {new string('x', 200)}\n{Connected}"));
        await bench.InterruptAsync();
    }

    [Test]
    public async Task Countdown_is_rewritten_every_second()
    {
        using var bench = Connect();
        bench.Act(gateway => gateway.Drop());
        _ = bench.TakeOutput();

        bench.Advance(3);

        Assert.That(bench.TakeOutput(), Is.EqualTo(string.Concat(new[] { 30, 29, 28 }.Select(left => $"{Wipe}\u001b[2mNext try in 0:{left}, attempt 2. Ctrl+C ends.\u001b[0m"))));
        await bench.InterruptAsync();
    }

    [Test]
    public async Task Countdown_ends_at_0_01_and_gives_way_to_the_next_attempt()
    {
        using var bench = Connect();
        bench.Act(gateway => gateway.Drop());
        bench.Advance(30.5);

        Assert.That(bench.TakeOutput(), Does.EndWith("\u001b[2mNext try in 0:01, attempt 2. Ctrl+C ends.\u001b[0m"));

        bench.Advance(0.5);
        Assert.That(bench.TakeOutput(), Is.EqualTo(
            $"{Wipe}\u001b[2m00:00:31 \u001b[0mConnecting to wss://gateway.example/v2, attempt 2.\n\u001b[2mConnecting. Ctrl+C ends.\u001b[0m"
            + $"{Wipe}\u001b[2m00:00:31 \u001b[0m\u001b[32mConnected.\u001b[0m\n{Connected}"));
        await bench.InterruptAsync();
    }

    [Test]
    public async Task Long_waits_show_hours()
    {
        using var bench = new Bench { Width = 80 };
        bench.Gateway.RefuseAll(429, TimeSpan.FromHours(1));
        bench.Start("listen", "wss://gateway.example/v2");

        Assert.That(bench.TakeOutput(), Does.EndWith("\u001b[2mNext try in 1:00:00, attempt 2. Ctrl+C ends.\u001b[0m"));
        await bench.InterruptAsync();
    }

    [Test]
    public async Task Final_end_is_red_and_leaves_no_status()
    {
        using var bench = Connect();

        bench.Act(gateway => gateway.Close(4004));
        await bench.EndAsync();

        Assert.That(bench.TakeOutput(), Is.EqualTo(
            $"{Wipe}{Midnight}\u001b[1;91mDisconnected\u001b[0m 4004 Deleted Token: The API token has been deleted.\n"
            + $"{Wipe}{Midnight}\u001b[1;91mStopped for good:\u001b[0m 4004 Deleted Token: The API token has been deleted. Generate a new token.\n"));
    }

    [Test]
    public async Task Status_is_cut_to_one_line([Values(0, 1, 10)] int width)
    {
        using var bench = new Bench { Width = width };
        bench.Start("listen", "wss://gateway.example/v2");

        Assert.That(bench.TakeOutput().Split('\n')[^1], Does.Contain("Connected"[..Math.Max(width - 1, 0)]).And.Not.Contains("Connected."));
        await bench.InterruptAsync();
    }

    [Test]
    public async Task Json_is_for_programs_in_a_terminal_too()
    {
        using var bench = new Bench { Width = 80 };
        bench.Start("listen", "wss://gateway.example/v2", "--json");
        await bench.InterruptAsync();

        Assert.That(bench.Lines, Has.Length.EqualTo(4).And.All.StartsWith("{"));
    }

    private static Bench Connect()
    {
        var bench = new Bench { Width = 80 };
        bench.Start("listen", "wss://gateway.example/v2");
        Assert.That(bench.TakeOutput(), Does.EndWith(Connected));
        return bench;
    }
}

