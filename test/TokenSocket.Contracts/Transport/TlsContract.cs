using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using TokenSocket.CloseCodes;
using TokenSocket.Transport;

namespace TokenSocket.Contracts.Transport;

/// <summary>What is asked of a certificate, and what the program may say about it.</summary>
internal abstract class TlsContract(ITransportFactory factory) : TransportContract(factory)
{
    private readonly X509Certificate2 _certificate = SelfSigned.Certificate();

    [OneTimeTearDown]
    public void DisposeCertificate() => _certificate.Dispose();

    [Test]
    public async Task A_certificate_that_nobody_vouches_for_is_named_as_the_reason()
    {
        await using var server = new RawServer(ServeAsync);

        var refusal = await DialAsync(new TransportRequest { Address = server.Url("wss") });

        Assert.That((refusal?.Cause, refusal?.Code), Is.EqualTo((DisconnectCause.TlsFailed, (int?)null)));
        Assert.That(refusal?.Reason, Does.StartWith(DisconnectInfo.InvalidCertificate));
    }

    [Test]
    public async Task A_certificate_that_the_program_accepts_is_accepted()
    {
        await using var server = new RawServer(ServeAsync);

        Assert.That(await DialAsync(new TransportRequest { Address = server.Url("wss"), ConfigureHandler = SelfSigned.Trust(_certificate) }), Is.Null);
    }

    [Test]
    public async Task A_certificate_that_the_program_refuses_is_refused()
    {
        await using var server = new RawServer(ServeAsync);

        var refusal = await DialAsync(new TransportRequest
        {
            Address = server.Url("wss"),
            ConfigureHandler = static handler => handler.SslOptions.RemoteCertificateValidationCallback = static (_, _, _, _) => false,
        });

        Assert.That((refusal?.Cause, refusal?.Reason?.StartsWith(DisconnectInfo.InvalidCertificate, StringComparison.Ordinal)), Is.EqualTo((DisconnectCause.TlsFailed, true)));
    }

    [Test]
    public async Task A_server_that_does_not_speak_TLS_is_a_failure_of_TLS_but_not_of_its_certificate()
    {
        await using var server = new RawServer(static async (stream, stopping) => await stream.WriteAsync("nonsense, not TLS"u8.ToArray(), stopping));

        var refusal = await DialAsync(new TransportRequest { Address = server.Url("wss") });

        Assert.That((refusal?.Cause, refusal?.Code), Is.EqualTo((DisconnectCause.TlsFailed, (int?)null)));
        Assert.That(refusal?.Reason, Does.Not.StartWith(DisconnectInfo.InvalidCertificate));
    }

    private async Task ServeAsync(Stream stream, CancellationToken stopping)
    {
        await using var tls = new SslStream(stream);
        await tls.AuthenticateAsServerAsync(_certificate);
        await Peer.DieAfterUpgradeAsync(tls, stopping);
    }
}
