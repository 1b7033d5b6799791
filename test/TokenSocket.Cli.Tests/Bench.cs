using Spectre.Console;
using TokenSocket.Testing;

namespace TokenSocket.Cli.Tests;

/// <summary>The tool on fakes: no process, no socket, no waiting.</summary>
internal sealed class Bench : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();
    private Task<int> _run = Task.FromResult(-1);

    /// <summary>How wide the terminal is; null for a pipe.</summary>
    public int? Width { get; init; }

    /// <summary>The current folder.</summary>
    public string? Folder { get; init; }

    public VirtualTime Time { get; } = new();

    public FakeGateway Gateway { get; } = new();

    /// <summary>Where tokens come from where no option says it.</summary>
    public FakeTokens? Tokens { get; init; }

    public Dictionary<string, string> Environment { get; } = [];

    public string Output => _output.ToString();

    public string Error => _error.ToString();

    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>What was written since the last time.</summary>
    public string TakeOutput()
    {
        var output = Output;
        _output.GetStringBuilder().Clear();
        return output;
    }

    /// <summary>Runs a command that ends by itself.</summary>
    public static async Task<(int Code, string Output, string Error)> RunAsync(params string[] args)
    {
        using var bench = new Bench();
        bench.Start(args);
        return (await bench.EndAsync(), bench.Output, bench.Error);
    }

    /// <summary>What a command that ends by itself says to be wrong.</summary>
    public static async Task<string[]> FaultsOfAsync(params string[] args)
    {
        var (code, output, error) = await RunAsync(args);
        Assert.That((code, output), Is.EqualTo((64, "")));
        return error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    public void Start(params string[] args)
    {
        var host = new ToolHost(_output, _error)
        {
            Screen = Screen,
            Environment = Environment.GetValueOrDefault,
            Variables = () => Environment.Select(one => KeyValuePair.Create(one.Key, (string?)one.Value)),
            Folder = Folder ?? Directory.GetCurrentDirectory(),
            Services = Inline.Services(Gateway, Time, Tokens),
            Stop = _stop.Token,
        };
        _output.NewLine = _error.NewLine = "\n";
        Inline.Run(() => _run = Tool.RunAsync(args, host));
    }

    public void Act(Action<FakeGateway> act) => Inline.Run(() => act(Gateway));

    public void Advance(double seconds) => Time.Advance(TimeSpan.FromSeconds(seconds));

    /// <summary>Ctrl+C.</summary>
    public async Task<int> InterruptAsync()
    {
        await _stop.CancelAsync();
        return await EndAsync();
    }

    public Task<int> EndAsync() => _run.WaitAsync(TimeSpan.FromSeconds(10));

    private IAnsiConsole? Screen() => Width is not { } width ? null : AnsiConsole.Create(new AnsiConsoleSettings
    {
        Ansi = AnsiSupport.Yes,
        ColorSystem = ColorSystemSupport.Standard,
        Out = new FakeTerminal(_output, width),
    });

    public void Dispose() => _stop.Dispose();
}
