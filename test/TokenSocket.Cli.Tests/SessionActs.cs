using TokenSocket.Testing;

namespace TokenSocket.Cli.Tests;

/// <summary>A server that speaks a session, frame by frame, at the other end of a <see cref="Bench"/>.</summary>
internal static class SessionActs
{
    public static readonly string[] LSports = ["listen", "wss://gateway.example/rms-socket/socket.io", "--dialect", "lsports", "--header", "customerid: 777"];

    public static readonly string[] Sockudo = ["listen", "wss://gateway.example/app/key", "--dialect", "sockudo"];

    /// <summary>The texts that the client has sent on the last connection.</summary>
    public static IEnumerable<string> Texts(this FakeGateway gateway) => gateway.Connection.Received.Select(message => message.Text);

    /// <summary>Sends each frame in turn.</summary>
    public static void Hear(this Bench bench, params string[] frames) => Array.ForEach(frames, frame => bench.Act(gateway => gateway.Send(frame)));

    /// <summary>Begins a Socket.IO session, in a namespace.</summary>
    public static void BeginSocketIo(this Bench bench, string @namespace = "", int maxPayload = 100_000) => bench.Hear(
        $$"""0{"sid":"s","upgrades":[],"pingInterval":25000,"pingTimeout":20000,"maxPayload":{{maxPayload}}}""",
        $$"""40{{@namespace}}{"sid":"t"}""");

    /// <summary>Begins a session of the Pusher protocol, in either version.</summary>
    public static void BeginPusher(this Bench bench) =>
        bench.Hear("""{"event":"pusher:connection_established","data":"{\"socket_id\":\"1.2\",\"activity_timeout\":120}"}""");

    /// <summary>The line that the frame makes in either view, without the time.</summary>
    public static async Task<(string Json, string Line)> ShowAsync(string[] args, Action<Bench> begin, string frame) =>
        (await LineAsync([.. args, "--json"], begin, frame), (await LineAsync(args, begin, frame))["2026-01-01T00:00:00Z ".Length..]);

    private static async Task<string> LineAsync(string[] args, Action<Bench> begin, string frame)
    {
        using var bench = new Bench { Environment = { ["TOKENSOCKET_APP_SECRET"] = "app-secret" } };
        bench.Start(args);
        begin(bench);
        _ = bench.TakeOutput();
        bench.Hear(frame);
        var line = bench.TakeOutput().TrimEnd('\n');
        await bench.InterruptAsync();
        return line.Replace(",\"at\":\"2026-01-01T00:00:00.000Z\"", "", StringComparison.Ordinal);
    }
}
