using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Serilog;
using Serilog.Extensions.Logging;
using ILogger = Serilog.ILogger;

namespace TokenSocket.Hosting;

/// <summary>Finds the log of a host: its Serilog; without one its logger factory, so that a host with the framework's logging alone is not silent.</summary>
internal static class ContainerLog
{
    public static ILogger Of(IServiceProvider services) =>
        services.GetService<ILogger>()
        ?? (services.GetService<ILoggerFactory>() is { } factory ? Over(factory) : Log.Logger);

    // Levels are the factory's business.
    private static Serilog.Core.Logger Over(ILoggerFactory factory)
    {
        var providers = new LoggerProviderCollection();
        providers.AddProvider(new FactoryProvider(factory));
        return new LoggerConfiguration().MinimumLevel.Verbose().WriteTo.Providers(providers).CreateLogger();
    }

    /// <summary>The factory is the host's to dispose.</summary>
    private sealed class FactoryProvider(ILoggerFactory factory) : ILoggerProvider
    {
        public Microsoft.Extensions.Logging.ILogger CreateLogger(string categoryName) => factory.CreateLogger(categoryName);

        public void Dispose()
        {
        }
    }
}
