using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using TokenSocket.DiscordAlerts;

namespace TokenSocket.Hosting;

/// <summary>Embeds clients in a host.</summary>
public static class TokenSocketHosting
{
    /// <summary>The name of the client that is registered without one, and of its section.</summary>
    public const string DefaultName = "TokenSocket";

    /// <summary>Registers the one client of a program: <see cref="TokenSocketClient"/> in the container, started and stopped with the host.</summary>
    /// <inheritdoc cref="AddTokenSocket(IServiceCollection, string, IConfiguration)"/>
    public static TokenSocketBuilder AddTokenSocket(this IServiceCollection services, IConfiguration configuration)
    {
        var builder = AddTokenSocket(services, DefaultName, configuration);
        services.TryAddSingleton(static provider => provider.GetRequiredKeyedService<TokenSocketClient>(DefaultName));
        return builder;
    }

    /// <summary>
    /// Registers one of several clients: a <see cref="TokenSocketClient"/> under its name as key, started and stopped with the host, with
    /// options that follow the configuration, Discord alerts, and a health check of its name.
    /// </summary>
    /// <remarks>
    /// Taken from the container where they are registered, under the client's name or without a key: <see cref="Serilog.ILogger"/> (else the
    /// host's logger factory), <see cref="Credentials.ITokenProvider"/>, <see cref="Credentials.IChannelAuthorizer"/>,
    /// <see cref="Transport.ITransportFactory"/>, <see cref="IAlertSender"/>, <see cref="TimeProvider"/> and the meter factory.
    /// A host with options that do not validate does not start: an <see cref="OptionsException"/> lists every fault of every client.
    /// </remarks>
    /// <param name="services">The host's services.</param>
    /// <param name="name">The client's name.</param>
    /// <param name="configuration">The section of its options, or a configuration that has one of the client's name.</param>
    /// <exception cref="InvalidOperationException">There is a client of that name.</exception>
    public static TokenSocketBuilder AddTokenSocket(this IServiceCollection services, string name, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(configuration);
        if (services.Any(service => service.IsKeyedService && service.ServiceType == typeof(HostedClient) && name.Equals(service.ServiceKey)))
        {
            throw new InvalidOperationException($"There is a client named '{name}' already; give the second one another name with AddTokenSocket(name, configuration).");
        }

        var registration = new ClientRegistration(name, configuration as IConfigurationSection ?? configuration.GetSection(name), configuration);
        services.AddKeyedSingleton(name, (provider, _) => new HostedClient(registration, provider));
        services.AddKeyedSingleton(name, static (provider, key) => provider.GetRequiredKeyedService<HostedClient>(key).Client);
        services.AddSingleton(registration);
        services.TryAddSingleton<IAlertSender>(static provider => new DiscordWebhook(provider.GetService<TimeProvider>()));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, HostedClients>());
        services.AddHealthChecks().Add(new HealthCheckRegistration(
            name,
            provider => new ClientHealthCheck(provider.GetRequiredKeyedService<HostedClient>(name)),
            failureStatus: null,
            tags: ["tokensocket"]));
        return new TokenSocketBuilder(services, registration);
    }
}
