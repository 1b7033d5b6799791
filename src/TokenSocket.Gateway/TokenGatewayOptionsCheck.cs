using Microsoft.Extensions.Options;
using TokenSocket.CloseCodes;
using TokenSocket.Gateway.Sessions.Pusher;

namespace TokenSocket.Gateway;

/// <summary>Reports every fault at once, each by its name, with the value and what would do.</summary>
internal sealed class TokenGatewayOptionsCheck : IValidateOptions<TokenGatewayOptions>
{
    public ValidateOptionsResult Validate(string? name, TokenGatewayOptions options)
    {
        string[] faults = [.. Faults(options)];
        return faults.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> Faults(TokenGatewayOptions options)
    {
        if (options.Dialect is null)
            yield return "Dialect must not be null; KnownDialects holds those that are shipped.";
        foreach (TokenPlacement place in options.TokenPlacement?.Places() ?? [])
        {
            if (place.In is not (TokenLocation.Bearer or TokenLocation.None) && (string.IsNullOrEmpty(place.Name) || !place.Name.All(HttpToken.Allows)))
                yield return $"TokenPlacement must have a name without blanks or commas, such as 'token'; it is '{place.Name}'.";
        }

        if (options.Session is { } session && !Enum.IsDefined(session))
            yield return $"Session must be one of {string.Join(", ", Enum.GetNames<SessionKind>())}; it is {session}.";
        foreach (string protocol in options.SubProtocols)
        {
            if (string.IsNullOrEmpty(protocol) || !protocol.All(HttpToken.Allows))
                yield return $"SubProtocols must hold names without blanks or commas; one is '{protocol}'.";
        }

        if (options.MaxMessageSize < 1)
            yield return $"MaxMessageSize must be at least 1 byte; it is {options.MaxMessageSize}.";
        if (options.MaxConnections < 1)
            yield return $"MaxConnections must be at least 1, or null for no limit; it is {options.MaxConnections}.";
        if (options.SendQueueCapacity < 1)
            yield return $"SendQueueCapacity must be at least 1 message; it is {options.SendQueueCapacity}.";
        foreach (string fault in PusherOptionsFaults.Of(options.Pusher))
            yield return fault;
        if (options.SocketIo.MaxPayload < 1)
            yield return $"SocketIo.MaxPayload must be at least 1 byte; it is {options.SocketIo.MaxPayload}.";
        foreach (string name in options.SocketIo.Namespaces)
        {
            if (name is null || !name.StartsWith('/') || name.AsSpan().ContainsAny(',', '?'))
                yield return $"SocketIo.Namespaces must hold names that begin with a slash, without commas or question marks; one is '{name}'.";
        }

        if (options.Discovery.Url is { } url && !(url.IsAbsoluteUri && url.Scheme is "ws" or "wss"))
            yield return $"Discovery.Url must be an address that starts with ws:// or wss://; it is '{(url.IsAbsoluteUri ? $"{url.Scheme}://{url.Authority}" : "a relative one")}'.";
        foreach ((string key, TimeSpan value) in Waits(options))
        {
            if (value <= TimeSpan.Zero || value > Longest)
                yield return $"{key} must be more than zero and at most a day; it is {value:c}.";
        }

        if (options.KeepAliveInterval < TimeSpan.Zero || options.KeepAliveInterval > Longest)
            yield return $"KeepAliveInterval must be zero for no pings, or at most a day; it is {options.KeepAliveInterval:c}.";
    }

    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    private static IEnumerable<(string Key, TimeSpan Value)> Waits(TokenGatewayOptions options) =>
    [
        (nameof(options.SendTimeout), options.SendTimeout),
        (nameof(options.CloseTimeout), options.CloseTimeout),
        (nameof(options.KeepAliveTimeout), options.KeepAliveTimeout),
        ("SocketIo.PingInterval", options.SocketIo.PingInterval),
        ("SocketIo.PingTimeout", options.SocketIo.PingTimeout),
        ("SocketIo.ConnectTimeout", options.SocketIo.ConnectTimeout),
    ];
}
