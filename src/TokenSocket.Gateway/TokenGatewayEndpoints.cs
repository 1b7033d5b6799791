using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace TokenSocket.Gateway;

/// <summary>Puts a gateway at an address.</summary>
public static class TokenGatewayEndpoints
{
    /// <summary>
    /// Answers WebSocket handshakes (HTTP/1.1) at this address, and anything else there with a 4xx and a sentence. When the host
    /// stops, live connections are closed with 1001. The framework's WebSocket middleware is not needed.
    /// </summary>
    /// <exception cref="InvalidOperationException"><see cref="TokenGatewayServices.AddTokenGateway"/> was not called.</exception>
    public static IEndpointConventionBuilder MapTokenGateway(
        this IEndpointRouteBuilder endpoints, [StringSyntax("Route")] string pattern)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        IServiceProvider services = endpoints.ServiceProvider;
        var endpoint = new GatewayEndpoint(
            services.GetRequiredService<TokenGateway>(),
            services.GetRequiredService<IOptions<TokenGatewayOptions>>().Value,
            services.GetRequiredService<TimeProvider>(),
            services.GetRequiredService<ILogger<TokenGateway>>(),
            services.GetService<IHostApplicationLifetime>()?.ApplicationStopping ?? CancellationToken.None);
        return endpoints.Map(pattern, endpoint.ServeAsync);
    }

    /// <summary>
    /// Answers <c>GET …?documentName=</c> with the address to dial for that document, as WireSocket's discovery does: JSON with <c>region</c>, <c>url</c>
    /// and <c>isNew</c>. Where the gateway looks for tokens, 401 meets a request without a bearer that is issued here.
    /// </summary>
    /// <param name="endpoints">Where it is put.</param>
    /// <param name="pattern">Its address.</param>
    /// <param name="gatewayPath">The path of the gateway, which is named unless <see cref="DiscoveryGatewayOptions.Url"/> is.</param>
    /// <exception cref="InvalidOperationException"><see cref="TokenGatewayServices.AddTokenGateway"/> was not called.</exception>
    public static IEndpointConventionBuilder MapDiscovery(
        this IEndpointRouteBuilder endpoints, [StringSyntax("Route")] string pattern, string gatewayPath)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(gatewayPath);
        IServiceProvider services = endpoints.ServiceProvider;
        var endpoint = new DiscoveryEndpoint(
            services.GetRequiredService<TokenGateway>(),
            services.GetRequiredService<IOptions<TokenGatewayOptions>>().Value,
            gatewayPath,
            services.GetRequiredService<TimeProvider>(),
            services.GetRequiredService<ILogger<TokenGateway>>());
        return endpoints.MapGet(pattern, endpoint.ServeAsync);
    }
}
