using System.Text.Json.Nodes;
using System.Threading.Channels;
using TokenSocket.Cli;
using TokenSocket.Contracts;
using TokenSocket.Gateway;

namespace TokenSocket.Loopback.Tests.Cli;

/// <summary><c>tokensocket listen --json</c> in this process, over real sockets.</summary>
internal sealed class Listener : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly LineWriter _output = new();
    private readonly StringWriter _error = new();

    private Listener()
    {
    }

    /// <summary>The exit code.</summary>
    public Task<int> Exit { get; private set; } = null!;

    public string Error => _error.ToString();

    public static Listener Start(Uri url, params string[] args) => Start(url, static _ => null, args);

    public static Listener Start(Uri url, Func<string, string?> environment, params string[] args)
    {
        var listener = new Listener();
        var host = new ToolHost(listener._output, listener._error) { Environment = environment, Stop = listener._stop.Token };
        listener.Exit = Tool.RunAsync(["listen", url.ToString(), "--json", .. args], host);
        return listener;
    }

    /// <summary>With a token that the gateway knows.</summary>
    public static Listener Start(LoopbackGateway server, params string[] args) => Start(server.Url, ["--token", server.Tokens.IssueRandom(), .. args]);

    /// <summary>The next line.</summary>
    public async Task<JsonNode> NextAsync() => JsonNode.Parse(await _output.Lines.Reader.ReadAsync().AsTask().WaitAsync(Patience.Long))!;

    /// <summary>The next line that is about this notice.</summary>
    public Task<JsonNode> NextAsync(string notice) => NextAsync("notice", notice);

    /// <summary>The next line that is an event of a session.</summary>
    public Task<JsonNode> NextEventAsync() => NextAsync("received", "event");

    /// <summary>The exit code, and a word for each of the lines not yet taken.</summary>
    public async Task<(int Code, string Lines)> EndAsync()
    {
        int code = await Exit.WaitAsync(Patience.Long);
        List<string> rest = [];
        while (_output.Lines.Reader.TryRead(out string? line))
            rest.Add((string?)(JsonNode.Parse(line)!["notice"] ?? JsonNode.Parse(line)!["text"]) ?? "?");

        return (code, string.Join(' ', rest));
    }

    /// <summary>Ctrl+C.</summary>
    public Task<(int Code, string Lines)> InterruptAsync()
    {
        _stop.Cancel();
        return EndAsync();
    }

    /// <summary>From now on each line takes a while.</summary>
    public void SlowDown() => _output.IsSlow = true;

    /// <summary>From now on nobody reads any more.</summary>
    public void ClosePipe() => _output.IsClosed = true;

    public void Dispose() => _stop.Dispose();

    private async Task<JsonNode> NextAsync(string kind, string value)
    {
        while (true)
        {
            var line = await NextAsync();
            if ((string?)line[kind] == value)
                return line;
        }
    }

    private sealed class LineWriter : StringWriter
    {
        private const int BrokenPipe = 32;

        public Channel<string> Lines { get; } = Channel.CreateUnbounded<string>();

        public bool IsClosed { get; set; }

        public bool IsSlow { get; set; }

        public override void WriteLine(string? value)
        {
            if (IsClosed)
                throw new IOException("Broken pipe", BrokenPipe);

            if (IsSlow)
                Thread.Sleep(20);

            Lines.Writer.TryWrite(value!);
        }
    }
}
