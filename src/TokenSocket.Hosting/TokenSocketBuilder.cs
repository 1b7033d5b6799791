using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace TokenSocket.Hosting;

/// <summary>Adds to a client what cannot stand in a file. Use it while the services are being registered; not thread-safe.</summary>
public sealed class TokenSocketBuilder
{
    private readonly ClientRegistration _registration;

    internal TokenSocketBuilder(IServiceCollection services, ClientRegistration registration) => (Services, _registration) = (services, registration);

    /// <summary>Where the client is registered.</summary>
    public IServiceCollection Services { get; }

    /// <summary>The client's name: its key in the container, and the name of its health check.</summary>
    public string Name => _registration.Name;

    /// <summary>Hands every message of this client to a handler, in the order in which handlers were added.</summary>
    /// <typeparam name="THandler">Resolved in a scope of its own for every message; registered as scoped unless it already is.</typeparam>
    public TokenSocketBuilder AddHandler<THandler>()
        where THandler : class, ITokenSocketHandler
    {
        Services.TryAddScoped<THandler>();
        _registration.Handlers.Add(typeof(THandler));
        return this;
    }

    /// <summary>Changes the options after they have been read, at the start and at every reload, such as <see cref="TokenSocketOptions.ConfigureHandler"/>.</summary>
    public TokenSocketBuilder Configure(Action<TokenSocketOptions> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        _registration.Change += change;
        return this;
    }
}
