using System.Reflection;
using TokenSocket.Machine;
using TokenSocket.Running;
using TokenSocket.Transport;

namespace TokenSocket;

/// <summary>Gives each part of the client its part of the options.</summary>
internal static class OptionsMap
{
    public static readonly string DefaultUserAgent = $"TokenSocket/{Version}";

    private static string Version => typeof(OptionsMap).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    public static MachineSettings ToMachine(TokenSocketOptions options) => new()
    {
        Dialect = options.Dialect with { Overrides = [.. options.CloseCodes, .. options.Dialect.Overrides] },
        Gateway = options.GatewayUrl!,
        Backoff = options.Backoff,
        ReconnectOnDuplicateConnection = options.ReconnectOnDuplicateConnection,
        StableAfter = options.StableAfter,
        ConnectTimeout = options.ConnectTimeout,
        CloseTimeout = options.CloseTimeout,
        MaxAttempts = options.MaxAttempts,
        MaxOutage = options.MaxOutage,
        RedirectHosts = [.. options.RedirectHosts],
    };

    public static AttemptSettings ToAttempt(TokenSocketOptions options, TimeProvider time) =>
        new(ToRequest(options, time), options.TokenPlacement ?? options.Dialect.Token)
        {
            TokenMessage = options.Dialect.TokenMessage,
            Query = [.. options.Dialect.Query.Select(static one => one with { Value = one.Value.Replace("{version}", Version, StringComparison.Ordinal) })],
            Discovery = ToDiscovery(options),
            BeginsWithToken = SessionMap.BeginsWithToken(options),
            AllowInsecureToken = options.AllowInsecureToken,
            TokenTimeout = options.TokenTimeout,
            IdleTimeout = options.IdleTimeout,
            MaxQueuedMessages = options.ReceiveQueue.MaxMessages,
            MaxQueuedBytes = options.ReceiveQueue.MaxBytes,
        };

    private static DiscoverySettings? ToDiscovery(TokenSocketOptions options) => options is { Discovery: true, Dialect.Discovery: { } endpoint }
        ? new DiscoverySettings(endpoint, [.. options.Dialect.RedirectHosts, .. options.RedirectHosts], DiscoverySettings.TimeoutFor(options.ConnectTimeout))
        : null;

    private static TransportRequest ToRequest(TokenSocketOptions options, TimeProvider time)
    {
        var headers = new Dictionary<string, string>(options.Headers, StringComparer.OrdinalIgnoreCase);
        headers.TryAdd("User-Agent", options.UserAgent ?? DefaultUserAgent);
        return new TransportRequest
        {
            Address = options.GatewayUrl!,
            Headers = headers,
            SubProtocols = [.. options.SubProtocols],
            Proxy = options.Proxy,
            KeepAliveInterval = options.KeepAliveInterval,
            KeepAliveTimeout = options.KeepAliveTimeout,
            CloseTimeout = options.CloseTimeout,
            MaxMessageSize = options.MaxMessageSize,
            ConfigureHandler = options.ConfigureHandler,
            Time = time,
        };
    }
}
