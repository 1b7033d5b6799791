using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace TokenSocket.Gateway;

/// <summary>A server on 127.0.0.1 inside another program: it logs nothing, reads no configuration and leaves Ctrl+C alone.</summary>
internal sealed class LoopbackHost
{
    private const int LowestRequestBuffer = 64 * 1024;

    // Peers that have not answered the close by then are reset: a restart should not wait for a client that plays dead.
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(1);

    private readonly WebApplication _app;

    private LoopbackHost(WebApplication app)
    {
        _app = app;
        IServerAddressesFeature addresses = app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>();
        Port = new Uri(addresses.Addresses.Single()).Port;
    }

    /// <summary>The port it listens on.</summary>
    public int Port { get; }

    /// <summary>What the configured services have become.</summary>
    public IServiceProvider Services => _app.Services;

    /// <param name="port">0 takes a free one.</param>
    /// <param name="services">Adds what the endpoints need.</param>
    /// <param name="map">Puts the endpoints at their addresses.</param>
    /// <param name="cancellationToken">Gives up the start.</param>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<LoopbackHost> StartAsync(
        int port, Action<IServiceCollection> services, Action<WebApplication> map, CancellationToken cancellationToken)
    {
        WebApplication app = Build(port, services, map);
        try
        {
            await app.StartAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await app.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        return new LoopbackHost(app);
    }

    /// <summary>Stops listening and ends what is open; takes a second at most.</summary>
    public async Task StopAsync()
    {
        await _app.StopAsync().ConfigureAwait(false);
        await _app.DisposeAsync().ConfigureAwait(false);
    }

    private static WebApplication Build(int port, Action<IServiceCollection> services, Action<WebApplication> map)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, port, listen => listen.Protocols = HttpProtocols.Http1);
            kestrel.AddServerHeader = false;

            // So that a gateway which plays dead lets the client's sends stall early, as a dead machine does.
            kestrel.Limits.MaxRequestBufferSize = LowestRequestBuffer;
        });
        builder.Services.AddRoutingCore();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTimeout);
        builder.Services.AddSingleton<IHostLifetime, GuestLifetime>();
        services(builder.Services);

        WebApplication app = builder.Build();
        app.UseRouting();
        map(app);
        return app;
    }
}
