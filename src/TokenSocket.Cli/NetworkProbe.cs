using System.Net;
using System.Net.Security;
using System.Net.Sockets;

namespace TokenSocket.Cli;

/// <summary>Goes the way to a server as far as TLS, and sends it nothing beyond that: no request, no token. One after the other, once each.</summary>
/// <param name="gateway">The server's address.</param>
/// <param name="resolve">Looks a host name up.</param>
internal sealed class NetworkProbe(Uri gateway, Func<string, CancellationToken, Task<IPAddress[]>> resolve) : IDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp);
    private IPAddress[] _addresses = [];

    /// <summary>The addresses of the host.</summary>
    /// <exception cref="SocketException">It has none.</exception>
    public async Task<string> ResolveAsync(CancellationToken cancellationToken)
    {
        _addresses = IPAddress.TryParse(gateway.IdnHost, out var address) ? [address] : await resolve(gateway.IdnHost, cancellationToken).ConfigureAwait(false);
        return _addresses.Length > 0 ? string.Join<IPAddress>(", ", _addresses) : throw new SocketException((int)SocketError.HostNotFound);
    }

    /// <summary>The first of them that answers.</summary>
    /// <exception cref="SocketException">None does.</exception>
    public async Task<string> ConnectAsync(CancellationToken cancellationToken)
    {
        await _socket.ConnectAsync(_addresses, gateway.Port, cancellationToken).ConfigureAwait(false);
        return _socket.RemoteEndPoint is IPEndPoint { Address: { IsIPv4MappedToIPv6: true } mapped, Port: var port }
            ? new IPEndPoint(mapped.MapToIPv4(), port).ToString()
            : $"{_socket.RemoteEndPoint}";
    }

    /// <summary>The certificate that the server shows, and what is wrong with it.</summary>
    /// <exception cref="System.Security.Authentication.AuthenticationException">It does not speak TLS.</exception>
    /// <exception cref="IOException">It hangs up.</exception>
    public async Task<CertificateSeen> SecureAsync(CancellationToken cancellationToken)
    {
        var fault = SslPolicyErrors.None;
        var stream = new NetworkStream(_socket, ownsSocket: false);
        await using var ownedStream = stream.ConfigureAwait(false);
        var tls = new SslStream(stream);
        await using var ownedTls = tls.ConfigureAwait(false);
        var options = new SslClientAuthenticationOptions
        {
            TargetHost = gateway.IdnHost,
            ApplicationProtocols = [SslApplicationProtocol.Http11],
#pragma warning disable CA5359 // It is accepted only to be shown, and nothing is sent to whoever showed it.
            RemoteCertificateValidationCallback = (_, _, _, errors) =>
            {
                fault = errors;
                return true;
            },
#pragma warning restore CA5359
        };
        await tls.AuthenticateAsClientAsync(options, cancellationToken).ConfigureAwait(false);
        return CertificateSeen.Of(tls, fault);
    }

    public void Dispose() => _socket.Dispose();
}
