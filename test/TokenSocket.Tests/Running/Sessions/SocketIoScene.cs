using TokenSocket.CloseCodes;
using TokenSocket.Credentials;
using TokenSocket.Dialects;

namespace TokenSocket.Tests.Running.Sessions;

/// <summary>A client that speaks Socket.IO, and a test that is its server.</summary>
internal static class SocketIoScene
{
    public const string Opening = """0{"sid":"engine","upgrades":[],"pingInterval":25000,"pingTimeout":20000,"maxPayload":1000}""";
    public const string Admission = """40{"sid":"socket"}""";

    /// <summary>No greeting, and a first wait of 1 s.</summary>
    public static readonly CloseDialect Dialect = KnownDialects.Rfc6455 with { Name = "socketio", Session = SessionKind.SocketIo };

    /// <summary>Dialled; the server has said nothing. Not async, as <see cref="Bench.StartedAsync"/> is not.</summary>
    public static Task<Bench> DialledAsync(
        Func<TokenSocketOptions, TokenSocketOptions>? change = null,
        ITokenProvider? tokens = null,
        Func<TokenSocketServices, TokenSocketServices>? services = null) =>
        Bench.StartedAsync(options => With(options, change), tokens, services);

    /// <summary>Connected.</summary>
    public static Task<Bench> ConnectedAsync(
        Func<TokenSocketOptions, TokenSocketOptions>? change = null,
        ITokenProvider? tokens = null,
        Func<TokenSocketServices, TokenSocketServices>? services = null)
    {
        var dialled = DialledAsync(change, tokens, services);
        dialled.Result.Welcome();
        return dialled;
    }

    /// <summary>The server lets the client in.</summary>
    public static void Welcome(this Bench bench)
    {
        bench.Gateway.Send(Opening);
        bench.Gateway.Send(Admission);
    }

    /// <summary>What LSports wants.</summary>
    public static TokenSocketOptions ForLSports(TokenSocketOptions options) => options with
    {
        Dialect = KnownDialects.LSports,
        Headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["customerid"] = "777" },
    };

    private static TokenSocketOptions With(TokenSocketOptions options, Func<TokenSocketOptions, TokenSocketOptions>? change)
    {
        var speaking = options with { Dialect = Dialect };
        return change?.Invoke(speaking) ?? speaking;
    }
}
