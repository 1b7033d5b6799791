using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using TokenSocket.CloseCodes;
using TokenSocket.Gateway.Issuing;
using TokenSocket.Gateway.Sessions.SocketIo;

namespace TokenSocket.Gateway;

/// <summary>
/// A gateway of its own on 127.0.0.1, for examples, tests and trying things out. It logs nothing, reads no configuration and
/// leaves Ctrl+C alone. Start, stop and restart one after the other; the gateway's own members are thread-safe.
/// </summary>
public sealed class LoopbackGateway : IAsyncDisposable
{
    private const string Path = "/gateway";
    private const string AppPath = "/app/";
    private const string AnyApp = "app-key";
    private const string DiscoveryPath = "/discovery";
    private const string FormPath = "/connect/token";
    private const string JsonPath = "/identity/resources/auth/v1/api-token";

    private readonly Action<TokenGatewayOptions>? _configure;
    private LoopbackHost? _host;

    private LoopbackGateway(Action<TokenGatewayOptions>? configure, int port)
    {
        _configure = configure;
        Issuer = new TokenIssuer(Tokens);
        Url = AddressOf("ws", port, Path);
        TokenUrl = AddressOf("http", port, FormPath);
    }

    /// <summary>
    /// The address to dial, <c>ws://127.0.0.1:{port}/gateway</c>; where Pusher is spoken, <c>ws://127.0.0.1:{port}/app/{key}</c>, and
    /// where LSports' server is acted in Socket.IO, <c>ws://127.0.0.1:{port}/rms-socket/socket.io</c>. A restart keeps it. As WireSocket,
    /// <c>/discovery</c> beside it tells of it.
    /// </summary>
    public Uri Url { get; private set; }

    /// <summary>
    /// Where clients fetch their tokens, as the token endpoint of the gateway's dialect is spoken to:
    /// <c>http://127.0.0.1:{port}/connect/token</c> with forms, <c>…/identity/resources/auth/v1/api-token</c> with JSON. A restart keeps it.
    /// </summary>
    public Uri TokenUrl { get; private set; }

    /// <summary>What is done to the connections. A restart keeps it, with what it does to handshakes.</summary>
    public TokenGateway Gateway { get; private set; } = null!;

    /// <summary>Where tokens are issued and deleted. A restart keeps them.</summary>
    public InMemoryTokenRegistry Tokens { get; } = new();

    /// <summary>Issues <see cref="Tokens"/> at <see cref="TokenUrl"/>. A restart keeps it, with what it does to requests.</summary>
    public TokenIssuer Issuer { get; }

    /// <summary>Makes a gateway and listens.</summary>
    /// <param name="configure">Sets the gateway's options; called again at each restart.</param>
    /// <param name="port">0 takes a free one.</param>
    /// <param name="cancellationToken">Gives up the start.</param>
    /// <exception cref="OptionsValidationException">The options are wrong; every fault is in the message.</exception>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<LoopbackGateway> StartAsync(
        Action<TokenGatewayOptions>? configure = null, int port = 0, CancellationToken cancellationToken = default)
    {
        var server = new LoopbackGateway(configure, port);
        await server.ListenAsync(cancellationToken).ConfigureAwait(false);
        return server;
    }

    /// <summary>Listens again after <see cref="StopAsync"/>, on the same port. Does nothing while it listens.</summary>
    /// <exception cref="IOException">Another process has taken the port meanwhile.</exception>
    public async Task ListenAsync(CancellationToken cancellationToken = default)
    {
        if (_host is not null)
            return;

        _host = await LoopbackHost.StartAsync(Url.Port, AddServices, Map, cancellationToken).ConfigureAwait(false);
        Gateway = _host.Services.GetRequiredService<TokenGateway>();
        Url = AddressOf("ws", _host.Port, PathOf(_host.Services));
        TokenUrl = AddressOf("http", _host.Port, TokenPathOf(_host.Services));
    }

    /// <summary>
    /// Closes every connection with this code, and stops listening: dials are then refused. Handshakes that come in between are
    /// answered with 503. Takes a second at most, also when clients do not answer; those are reset.
    /// </summary>
    /// <inheritdoc cref="GatewayConnection.CloseAsync(int, string)"/>
    public async Task StopAsync(int code = 1001, string reason = "The server is shutting down.")
    {
        ArgumentNullException.ThrowIfNull(reason);
        GatewayConnection.CheckCode(code);
        if (_host is not { } host)
            return;

        _host = null;
        Gateway.Farewell = new CloseWords(code, reason);
        await host.StopAsync().ConfigureAwait(false);
    }

    /// <summary>Stops and listens again on the same port, as a service does that is deployed anew.</summary>
    /// <inheritdoc cref="StopAsync"/>
    public async Task RestartAsync(int code = 1012, string reason = "The server restarts.")
    {
        await StopAsync(code, reason).ConfigureAwait(false);
        await ListenAsync().ConfigureAwait(false);
    }

    /// <summary>As <see cref="StopAsync"/>.</summary>
    public async ValueTask DisposeAsync() => await StopAsync().ConfigureAwait(false);

    private static Uri AddressOf(string scheme, int port, string path) => new UriBuilder(scheme, IPAddress.Loopback.ToString(), port, path).Uri;

    private static string PathOf(IServiceProvider services) => OptionsOf(services) switch
    {
        { SpokenSession: SessionKind.Pusher, Pusher: var pusher } => AppPath + (pusher.AppKey ?? AnyApp),
        { SpokenSession: SessionKind.SocketIo, Dialect: var dialect } when RmsSocket.Is(dialect) => RmsSocket.Path,
        _ => Path,
    };

    private static string TokenPathOf(IServiceProvider services) =>
        OptionsOf(services).Dialect.TokenEndpoint.Format == TokenRequestFormat.Json ? JsonPath : FormPath;

    private static TokenGatewayOptions OptionsOf(IServiceProvider services) =>
        services.GetRequiredService<IOptions<TokenGatewayOptions>>().Value;

    private static void Map(WebApplication app)
    {
        app.MapTokenGateway(Path);
        if (OptionsOf(app.Services).SpokenSession == SessionKind.Pusher)
            app.MapTokenGateway(AppPath + "{key?}");
        if (PathOf(app.Services) == RmsSocket.Path)
            app.MapTokenGateway(RmsSocket.Path);
        if (OptionsOf(app.Services).Dialect.Discovery is not null)
            app.MapDiscovery(DiscoveryPath, Path);
        app.MapTokenEndpoint(TokenPathOf(app.Services));
    }

    private void AddServices(IServiceCollection services)
    {
        services.AddSingleton<ITokenRegistry>(Tokens);
        services.AddSingleton(Issuer);
        if (Gateway is not null)
            services.AddSingleton(Gateway);
        services.AddTokenGateway(_configure);
    }
}
