using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using TokenSocket.CloseCodes;
using TokenSocket.Framing;

namespace TokenSocket.Transport;

/// <summary>The HTTP side of one upgrade: dials once, follows no redirect, keeps no cookie, and remembers what a refusal or a close frame said.</summary>
/// <remarks>
/// <see cref="System.Net.WebSockets.ClientWebSocket"/> left to itself follows redirects to any host and repeats the token header there.
/// </remarks>
internal sealed class Handshake : DelegatingHandler
{
    private readonly TransportRequest _request;
    private readonly CloseFrameScanner _scanner = new();
    private readonly RemoteCertificateValidationCallback? _configured;

    public Handshake(TransportRequest request)
    {
        _request = request;
        var handler = GatewayHandler.Create(request);
        handler.PlaintextStreamFilter = TryOnce(handler.PlaintextStreamFilter);
        _configured = handler.SslOptions.RemoteCertificateValidationCallback;
        handler.SslOptions.RemoteCertificateValidationCallback = Judge;
        InnerHandler = handler;
        Invoker = new HttpMessageInvoker(this);
    }

    public HttpMessageInvoker Invoker { get; }

    /// <summary>What the server answered instead of 101; null where it answered 101, or not at all.</summary>
    public DisconnectInfo? Refusal { get; private set; }

    /// <summary>What is wrong with the server's certificate; null where it was accepted, or none was seen.</summary>
    public string? CertificateFault { get; private set; }

    /// <summary>The close frame that the server sent, whatever its code; null where none came, or one without meaning.</summary>
    public (int Code, string Reason)? Close => _scanner.Close;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode == HttpStatusCode.SwitchingProtocols)
        {
            var connection = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            response.Content = new WatchedContent(new WatchedStream(connection, _scanner));
        }
        else
        {
            Refusal = await RefusedHandshake.ReadAsync(response, _request.Time, cancellationToken).ConfigureAwait(false);
        }

        return response;
    }

    private static Func<SocketsHttpPlaintextStreamFilterContext, CancellationToken, ValueTask<Stream>> TryOnce(
        Func<SocketsHttpPlaintextStreamFilterContext, CancellationToken, ValueTask<Stream>>? configured) =>
        async (context, cancellationToken) => new OneTryStream(
            configured is null ? context.PlaintextStream : await configured(context, cancellationToken).ConfigureAwait(false));

    private bool Judge(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        var accepted = _configured?.Invoke(sender, certificate, chain, errors) ?? errors == SslPolicyErrors.None;
        CertificateFault = accepted ? null : errors.ToString();
        return accepted;
    }
}
