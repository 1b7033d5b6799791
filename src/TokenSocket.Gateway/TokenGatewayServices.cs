using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TokenSocket.Gateway.Issuing;

namespace TokenSocket.Gateway;

/// <summary>Registers a gateway.</summary>
public static class TokenGatewayServices
{
    /// <summary>
    /// Registers <see cref="TokenGateway"/>, and <see cref="InMemoryTokenRegistry"/> as <see cref="ITokenRegistry"/> unless one
    /// is registered already, likewise the <see cref="TokenIssuer"/> of tokens in memory. Wrong options stop the host at its start, every fault in one message.
    /// </summary>
    public static IServiceCollection AddTokenGateway(this IServiceCollection services, Action<TokenGatewayOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddLogging();
        services.AddOptions<TokenGatewayOptions>().Configure(configure ?? (_ => { })).ValidateOnStart();

        // The validation at the start makes a set of its own, and what is changed later by whoever configured them has to be the one that is read.
        services.TryAddSingleton(static provider => Options.Create(provider.GetRequiredService<IOptionsMonitor<TokenGatewayOptions>>().CurrentValue));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<TokenGatewayOptions>, TokenGatewayOptionsCheck>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ITokenRegistry, InMemoryTokenRegistry>();
        services.TryAddSingleton(provider => new TokenGateway(
            provider.GetRequiredService<ITokenRegistry>(),
            provider.GetRequiredService<IOptions<TokenGatewayOptions>>().Value,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<TokenGateway>>()));
        services.TryAddSingleton(provider => new TokenIssuer(
            provider.GetRequiredService<ITokenRegistry>() as InMemoryTokenRegistry
                ?? throw new InvalidOperationException("Tokens are issued in memory only; register a TokenIssuer, or no ITokenRegistry."),
            provider.GetRequiredService<TimeProvider>()));
        return services;
    }
}
