using TokenSocket.Credentials;
using TokenSocket.Dialects;

namespace TokenSocket.Tests.Running.Sessions;

/// <summary>A client that speaks the Pusher protocol, and a test that is its server.</summary>
internal static class PusherScene
{
    public const string Subscribe = """{"event":"pusher:subscribe","data":{"channel":"news"}}""";
    public const string Unsubscribe = """{"event":"pusher:unsubscribe","data":{"channel":"news"}}""";

    /// <summary>Dialled; the server has said nothing.</summary>
    public static Task<Bench> DialledAsync(
        Func<TokenSocketOptions, TokenSocketOptions>? change = null, ITokenProvider? tokens = null, IChannelAuthorizer? authorizer = null) =>
        Bench.StartedAsync(options => With(options, change), tokens, services => services with { ChannelAuthorizer = authorizer });

    /// <summary>Connected.</summary>
    public static Task<Bench> ConnectedAsync(
        Func<TokenSocketOptions, TokenSocketOptions>? change = null, ITokenProvider? tokens = null, IChannelAuthorizer? authorizer = null)
    {
        var dialled = DialledAsync(change, tokens, authorizer);
        dialled.Result.Establish();
        return dialled;
    }

    /// <summary>The server greets; it expects to hear something every 120 s.</summary>
    public static void Establish(this Bench bench, string socketId = "1234.1234") =>
        bench.Gateway.Send($$$"""{"event":"pusher:connection_established","data":"{\"socket_id\":\"{{{socketId}}}\",\"activity_timeout\":120}"}""");

    /// <summary>The connection breaks, and the next one is greeted.</summary>
    public static void Reconnect(this Bench bench, string socketId = "5678.5678")
    {
        bench.Gateway.Drop();
        bench.Advance(1);
        bench.Establish(socketId);
    }

    /// <summary>Asks the function for the right to a channel.</summary>
    public static DelegateChannelAuthorizer Asking(Func<ChannelRequest, string> signature) =>
        new((request, _) => ValueTask.FromResult(new ChannelAuthorization(signature(request))));

    private static TokenSocketOptions With(TokenSocketOptions options, Func<TokenSocketOptions, TokenSocketOptions>? change)
    {
        var speaking = options with { Dialect = KnownDialects.Pusher, GatewayUrl = new Uri("wss://gateway.example/app/key"), ReconnectJitter = 0 };
        return change?.Invoke(speaking) ?? speaking;
    }
}
