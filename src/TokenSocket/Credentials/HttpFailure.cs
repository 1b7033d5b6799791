namespace TokenSocket.Credentials;

/// <summary>Puts into words what .NET throws when a request is not answered. Its own message may hold what a proxy or a server said.</summary>
internal static class HttpFailure
{
    /// <summary>Why no connection was made, so that nothing was sent, as the rest of a sentence; null where something may have been.</summary>
    public static string? NeverSent(Exception e) => e is not HttpRequestException { HttpRequestError: var error } ? null : error switch
    {
        HttpRequestError.NameResolutionError => "its name was not found",
        HttpRequestError.ConnectionError => "no connection was made",
        HttpRequestError.SecureConnectionError => "TLS failed; check its certificate",
        HttpRequestError.ProxyTunnelError => "the proxy refused",
        _ => null,
    };

    /// <summary>The kind of the failure.</summary>
    public static string KindOf(Exception e) =>
        e is HttpRequestException { HttpRequestError: var error and not HttpRequestError.Unknown } ? $"{error}" : e.GetType().Name;
}
