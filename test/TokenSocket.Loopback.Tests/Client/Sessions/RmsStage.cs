using TokenSocket.Contracts;
using TokenSocket.Credentials;
using TokenSocket.Dialects;
using TokenSocket.Gateway;
using TokenSocket.Notices;
using TokenSocket.Protocols;
using TokenSocket.Testing;

namespace TokenSocket.Loopback.Tests.Client.Sessions;

/// <summary>A gateway that acts as LSports' RMS-Socket, and a customer's client.</summary>
internal sealed class RmsStage : IAsyncDisposable
{
    public const string Customer = "4711";
    public const string FirstOwner = "owner of the first token";
    public const string FreshOwner = "owner of the fresh token";

    private RmsStage()
    {
    }

    public LoopbackGateway Server { get; private set; } = null!;

    public Rig Rig { get; private set; } = null!;

    public TokenSocketClient Client => Rig.Client;

    public NoticeRecorder Notices => Rig.Notices;

    public FakeTokens Tokens { get; } = new("first-token");

    /// <summary>What the server acknowledges with; nothing by default.</summary>
    public Func<SocketIoEvent, IReadOnlyList<object?>?> Acknowledge { get; set; } = static _ => null;

    /// <summary>What the clients say, the join included.</summary>
    public Seen<SocketIoEvent> Said { get; } = new();

    /// <summary>Connections that are in their namespace.</summary>
    public Seen<GatewayConnection> Connections { get; } = new();

    /// <summary>Connections that are over.</summary>
    public Seen<GatewayConnection> Over { get; } = new();

    /// <summary>What the program is told.</summary>
    public Seen<SessionEvent> Events { get; } = new();

    public static async Task<RmsStage> SetAsync(
        Action<TokenGatewayOptions>? serve = null, Func<TokenSocketOptions, TokenSocketOptions>? change = null, TimeProvider? time = null)
    {
        var stage = new RmsStage();
        stage.Server = await LoopbackGateway.StartAsync(options =>
        {
            options.Dialect = KnownDialects.LSports;
            options.OnConnected = (connection, _) => Tell(stage.Connections, connection);
            options.OnDisconnected = connection => Tell(stage.Over, connection);
            options.SocketIo.OnEvent = (_, said, _) => stage.Answer(said);
            serve?.Invoke(options);
        });
        stage.Server.Tokens.Issue("first-token", FirstOwner);
        stage.Server.Tokens.Issue("fresh-token", FreshOwner);
        var options = new TokenSocketOptions { GatewayUrl = stage.Server.Url, Dialect = KnownDialects.LSports, Headers = { ["customerid"] = Customer } };
        stage.Rig = new Rig(change?.Invoke(options) ?? options, PartsUnderTest.Services() with { TokenProvider = stage.Tokens, TimeProvider = time ?? TimeProvider.System });
        stage.Client.Events.Subscribe(stage.Events.Add);
        return stage;
    }

    /// <summary>The same, connected and joined, and the server's end of the connection.</summary>
    public static async Task<(RmsStage Stage, GatewayConnection Peer)> JoinedAsync(
        Action<TokenGatewayOptions>? serve = null, Func<TokenSocketOptions, TokenSocketOptions>? change = null, TimeProvider? time = null)
    {
        var stage = await SetAsync(serve, change, time);
        await stage.Client.ConnectAsync().WaitAsync(Patience.Long);
        await stage.Said.NextAsync();
        return (stage, await stage.Connections.NextAsync());
    }

    /// <summary>Waits that a test can sit out.</summary>
    public static TokenSocketOptions Hasty(TokenSocketOptions options) =>
        options with { InitialReconnectInterval = TimeSpan.FromMilliseconds(20), MaxReconnectInterval = TimeSpan.FromMilliseconds(20) };

    /// <summary>Starts, and waits for the end that it comes to.</summary>
    public async Task<Disconnected> MeetEndAsync()
    {
        await Client.StartAsync();
        return await Notices.FirstAsync<Disconnected>();
    }

    /// <summary>From now on a rejected token is exchanged for the fresh one.</summary>
    public void RenewTokens() => Tokens.AnswerWith((request, _) =>
        ValueTask.FromResult<AccessToken?>(new AccessToken(request.Why == TokenReason.Rejected ? "fresh-token" : "first-token")));

    public async ValueTask DisposeAsync()
    {
        await Rig.DisposeAsync();
        await Server.DisposeAsync();
    }

    private static ValueTask Tell(Seen<GatewayConnection> seen, GatewayConnection connection)
    {
        seen.Add(connection);
        return ValueTask.CompletedTask;
    }

    private ValueTask<IReadOnlyList<object?>?> Answer(SocketIoEvent said)
    {
        Said.Add(said);
        return ValueTask.FromResult(Acknowledge(said));
    }
}
