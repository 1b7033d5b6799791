using TokenSocket.CloseCodes;
using TokenSocket.Credentials;

namespace TokenSocket.Transport;

/// <summary>What to dial and how: the upgrade request with its token in place, and the limits of the connection.</summary>
public sealed record TransportRequest
{
    /// <summary>The address, with a token where that is its place. Keep it out of logs.</summary>
    public required Uri Address { get; init; }

    /// <summary>The request headers, with a token where that is its place. Keep them out of logs.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The offered subprotocols, with a token where that is its place. The server may choose any of them or none.</summary>
    public IReadOnlyList<string> SubProtocols { get; init; } = [];

    /// <summary>The proxy; null for the system's.</summary>
    public Uri? Proxy { get; init; }

    /// <summary>How often a ping is sent.</summary>
    public TimeSpan KeepAliveInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a pong may take.</summary>
    public TimeSpan KeepAliveTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long the answer to the server's close frame may take to be sent.</summary>
    public TimeSpan CloseTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The largest message that is accepted, in bytes.</summary>
    public int MaxMessageSize { get; init; } = 16 * 1024 * 1024;

    /// <summary>The last word on the HTTP handler, for client certificates and private authorities.</summary>
    public Action<SocketsHttpHandler>? ConfigureHandler { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The same request with the token in each place that the placement names; unchanged where there is no token.</summary>
    internal TransportRequest With(AccessToken? token, TokenPlacement place) =>
        token is null ? this : place.Places().Aggregate(this, (request, one) => request.WithToken(token.Value, one));

    /// <summary>Scheme, host and path of the address, and nothing that could be a secret.</summary>
    public override string ToString() => Address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);

    private TransportRequest WithToken(string token, TokenPlacement place) => place.In switch
    {
        TokenLocation.Header => WithHeader(place.Name, token),
        TokenLocation.Bearer => WithHeader("Authorization", "Bearer " + token),
        TokenLocation.Query => this with { Address = AddressQuery.Add(Address, place.Name, token) },
        TokenLocation.SubProtocol => this with { SubProtocols = [.. SubProtocols, place.Name, token] },
        _ => this,
    };

    private TransportRequest WithHeader(string name, string value) =>
        this with { Headers = new Dictionary<string, string>(Headers, StringComparer.OrdinalIgnoreCase) { [name] = value } };
}
