using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace TokenSocket.Hosting;

/// <summary>What was asked for when a client was registered.</summary>
/// <param name="Name">Its key in the container.</param>
/// <param name="Section">Where its options are read.</param>
/// <param name="Configuration">What the section was taken from, or itself.</param>
internal sealed record ClientRegistration(string Name, IConfigurationSection Section, IConfiguration Configuration)
{
    /// <summary>Its handlers, in order.</summary>
    public List<Type> Handlers { get; } = [];

    /// <summary>What code changes about the options that were read.</summary>
    public Action<TokenSocketOptions> Change { get; set; } = static _ => { };

    /// <summary>The configuration with its files: the one that was given, or else the host's.</summary>
    public IConfiguration RootIn(IServiceProvider services) =>
        Configuration as IConfigurationRoot ?? services.GetService<IConfiguration>() ?? Configuration;
}
