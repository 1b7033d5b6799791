using TokenSocket.Contracts;
using TokenSocket.Credentials;
using TokenSocket.Dialects;
using TokenSocket.Gateway;
using TokenSocket.Notices;
using TokenSocket.Protocols;
using TokenSocket.Testing;

namespace TokenSocket.Loopback.Tests.Client.Sessions;

/// <summary>A gateway that acts as a server of channels, and clients of it.</summary>
internal sealed class ChannelStage : IAsyncDisposable
{
    public const string Key = "app-key";
    public const string Secret = "app-secret";

    private readonly List<Rig> _others = [];

    private ChannelStage()
    {
    }

    public LoopbackGateway Server { get; private set; } = null!;

    public Rig Rig { get; private set; } = null!;

    public TokenSocketClient Client => Rig.Client;

    public NoticeRecorder Notices => Rig.Notices;

    public PusherChannels Channels => Server.Gateway.Channels;

    /// <summary>Connections whose session is up.</summary>
    public Seen<GatewayConnection> Connections { get; } = new();

    /// <summary>What the program is told.</summary>
    public Seen<SessionEvent> Events { get; } = new();

    /// <summary>Acts the dialect, with a client that comes back after 20 ms.</summary>
    public static async Task<ChannelStage> SetAsync(
        string dialect = "sockudo",
        Action<TokenGatewayOptions>? serve = null,
        Func<TokenSocketOptions, TokenSocketOptions>? change = null,
        TokenSocketServices? services = null)
    {
        var stage = new ChannelStage();
        stage.Server = await LoopbackGateway.StartAsync(options =>
        {
            options.Dialect = KnownDialects.Find(dialect)!;
            (options.Pusher.AppKey, options.Pusher.AppSecret) = (Key, Secret);
            options.OnConnected = (connection, _) => stage.Greet(connection);
            serve?.Invoke(options);
        });
        stage.Rig = stage.Make(dialect, services, change);
        stage.Client.Events.Subscribe(stage.Events.Add);
        return stage;
    }

    /// <summary>A client that rests; disposed with the stage.</summary>
    public Rig Add(TokenSocketServices? services = null)
    {
        var rig = Make("sockudo", services, change: null);
        _others.Add(rig);
        return rig;
    }

    /// <summary>Connects, and gives the server's end of the connection.</summary>
    public async Task<GatewayConnection> ConnectAsync()
    {
        await Client.ConnectAsync().WaitAsync(Patience.Long);
        return await Connections.NextAsync();
    }

    /// <summary>The next thing that the program is told, which has to be of this kind.</summary>
    public async Task<T> NextAsync<T>()
        where T : SessionEvent => await Events.NextAsync() is var next && next is T one ? one : throw new AssertionException($"Expected {typeof(T).Name}, but it was {next}.");

    /// <summary>The number in the next event.</summary>
    public async Task<int> TickAsync() => (await NextAsync<EventReceived>()).Data.GetInt32();

    /// <summary>The next thing that the program is told has to be that the channel is subscribed.</summary>
    public async Task SubscribedAsync(string channel) => Assert.That((await NextAsync<Subscribed>()).Channel, Is.EqualTo(channel));

    /// <summary>The first end, there already or yet to come.</summary>
    public Task<Disconnected> MeetEndAsync() => Notices.FirstAsync<Disconnected>();

    public async ValueTask DisposeAsync()
    {
        await Rig.DisposeAsync();
        foreach (var other in _others)
        {
            await other.DisposeAsync();
        }

        await Server.DisposeAsync();
    }

    private Rig Make(string dialect, TokenSocketServices? services, Func<TokenSocketOptions, TokenSocketOptions>? change)
    {
        var wait = TimeSpan.FromMilliseconds(20);
        var options = new TokenSocketOptions
        {
            GatewayUrl = Server.Url,
            Dialect = KnownDialects.Find(dialect)!,
            InitialReconnectInterval = wait,
            MaxReconnectInterval = wait,
        };
        return new Rig(change?.Invoke(options) ?? options, services ?? PartsUnderTest.Services() with { ChannelAuthorizer = new PusherSigner(Key, Secret, "me") });
    }

    private ValueTask Greet(GatewayConnection connection)
    {
        Connections.Add(connection);
        return ValueTask.CompletedTask;
    }
}
