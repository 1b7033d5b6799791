using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace TokenSocket.Contracts;

internal static class SelfSigned
{
    /// <summary>A certificate for 127.0.0.1 that nobody vouches for.</summary>
    /// <param name="validFor">From now; null for a day.</param>
    public static X509Certificate2 Certificate(TimeSpan? validFor = null)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now + (validFor ?? TimeSpan.FromDays(1)));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pfx), null);
    }

    /// <summary>What makes a client accept this certificate and no other.</summary>
    public static Action<SocketsHttpHandler> Trust(X509Certificate2 certificate) => handler => handler.SslOptions.RemoteCertificateValidationCallback =
        (_, shown, _, _) => shown?.GetCertHashString() == certificate.GetCertHashString();
}
