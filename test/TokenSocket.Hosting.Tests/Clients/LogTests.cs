using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace TokenSocket.Hosting.Tests.Clients;

public sealed class LogTests
{
    [Test]
    public async Task The_containers_Serilog_is_used_and_says_which_client_it_is()
    {
        using var bench = await HostBench.StableAsync();

        bench.Gateway.Close(4004);

        Assert.That(
            bench.Log.Events.Where(one => one.Level == Serilog.Events.LogEventLevel.Error).Select(one => (one.MessageTemplate.Text[..16], $"{one.Properties["Client"]}")),
            Is.EqualTo([("Stopped for good", "\"TokenSocket\"")]));
    }

    [Test]
    public async Task Without_one_the_hosts_logger_factory_gets_every_event_with_its_level_category_and_properties()
    {
        var provider = new Recorder();
        using var bench = await HostBench.StableAsync((_, services) => UseFactory(services, provider));

        bench.Gateway.Close(4004);

        var (category, level, text, state) = provider.Lines.Single(line => line.Level == LogLevel.Error);
        Assert.That(
            (category, level, text, state["Code"]),
            Is.EqualTo((
                "TokenSocket.TokenSocketClient",
                LogLevel.Error,
                "Stopped for good at wss://gateway.example/v2, 4004 Deleted Token: The API token has been deleted. Generate a new token.",
                4004)));
    }

    [Test]
    public async Task The_hosts_own_levels_hold()
    {
        var provider = new Recorder();
        using var bench = await HostBench.StableAsync((_, services) =>
        {
            UseFactory(services, provider);
            services.AddLogging(logging => logging.AddFilter("TokenSocket", LogLevel.Error));
        });

        bench.Gateway.Close(1006);
        bench.Gateway.Close(4004);

        Assert.That(provider.Lines.Count(line => line.Level < LogLevel.Error && line.Category.StartsWith("TokenSocket", StringComparison.Ordinal)), Is.Zero);
    }

    private static void UseFactory(IServiceCollection services, Recorder provider)
    {
        services.Remove(services.Single(service => service.ServiceType == typeof(Serilog.ILogger)));
        services.AddLogging(logging => logging.AddProvider(provider).SetMinimumLevel(LogLevel.Trace));
    }

    private sealed class Recorder : ILoggerProvider
    {
        public ConcurrentQueue<(string Category, LogLevel Level, string Text, IReadOnlyDictionary<string, object?> State)> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => new Logger(categoryName, Lines);

        public void Dispose()
        {
        }

        private sealed class Logger(string category, ConcurrentQueue<(string Category, LogLevel Level, string Text, IReadOnlyDictionary<string, object?> State)> lines) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
            {
                var values = (state as IEnumerable<KeyValuePair<string, object?>> ?? []).GroupBy(one => one.Key, StringComparer.Ordinal);
                lines.Enqueue((category, logLevel, formatter(state, exception), values.ToDictionary(one => one.Key, one => one.Last().Value, StringComparer.Ordinal)));
            }
        }
    }
}
