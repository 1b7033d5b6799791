using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using TokenSocket.CloseCodes;

namespace TokenSocket.Gateway.Issuing;

/// <summary>Puts a token issuer at an address.</summary>
public static class TokenIssuerEndpoints
{
    private static readonly Uri AnyHost = new("http://localhost");

    /// <summary>
    /// Answers requests for tokens (POST) at this address, and those with a refresh token where the endpoint has them. Other methods
    /// get 405; a body that is broken, of another format or longer than 64 KiB gets 400 and <c>invalid_request</c>. Errors are written
    /// as in RFC 6749, section 5.2, in either format.
    /// </summary>
    /// <remarks>Map as many as there are presets to speak: all issue from the one <see cref="TokenIssuer"/> of the services.</remarks>
    /// <param name="endpoints">Where to.</param>
    /// <param name="pattern">A path, such as <c>/connect/token</c>.</param>
    /// <param name="spoken">How it is spoken to; null for the endpoint of the gateway's <see cref="TokenGatewayOptions.Dialect"/>.</param>
    /// <exception cref="InvalidOperationException">
    /// <see cref="TokenGatewayServices.AddTokenGateway"/> was not called, or the gateway's registry is not an
    /// <see cref="InMemoryTokenRegistry"/> and the services have no <see cref="TokenIssuer"/> of their own.
    /// </exception>
    public static IEndpointConventionBuilder MapTokenEndpoint(
        this IEndpointRouteBuilder endpoints, [StringSyntax("Route")] string pattern, TokenEndpoint? spoken = null)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(pattern);
        IServiceProvider services = endpoints.ServiceProvider;
        spoken ??= services.GetRequiredService<IOptions<TokenGatewayOptions>>().Value.Dialect.TokenEndpoint;
        TokenIssuer issuer = services.GetRequiredService<TokenIssuer>();
        var format = TokenFormat.Of(spoken.Format);
        CancellationToken stopping = services.GetService<IHostApplicationLifetime>()?.ApplicationStopping ?? CancellationToken.None;

        RouteGroupBuilder group = endpoints.MapGroup("");
        if (spoken.RefreshPath is null)
        {
            Map(pattern, GrantsHere.All);
        }
        else
        {
            Map(pattern, GrantsHere.ForClients);
            Map(new Uri(new Uri(AnyHost, pattern), spoken.RefreshPath).AbsolutePath, GrantsHere.Refreshes);
        }

        return group;

        void Map(string path, GrantsHere grants) =>
            group.MapPost(path, new TokenIssuerEndpoint(issuer, format, grants, stopping).ServeAsync);
    }
}
