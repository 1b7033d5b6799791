using System.Globalization;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using TokenSocket.CloseCodes;

namespace TokenSocket.Cli;

/// <summary>The certificate that a server showed.</summary>
/// <param name="Protocol">The version of TLS.</param>
/// <param name="Subject">Whom it is about, in the server's words.</param>
/// <param name="Issuer">Who says so, in the server's words.</param>
/// <param name="From">The beginning of its time.</param>
/// <param name="To">The end of its time.</param>
/// <param name="Fault">What is wrong with it; null where it is good.</param>
internal sealed record CertificateSeen(string Protocol, string? Subject, string? Issuer, DateTimeOffset From, DateTimeOffset To, string? Fault)
{
    private const int MaxLength = 128;

    public static CertificateSeen Of(SslStream tls, SslPolicyErrors errors)
    {
        using var certificate = new X509Certificate2(tls.RemoteCertificate!);
        return new CertificateSeen(
            tls.SslProtocol switch
            {
                SslProtocols.Tls13 => "TLS 1.3",
                SslProtocols.Tls12 => "TLS 1.2",
                var other => other.ToString(),
            },
            ServerText.Clean(certificate.Subject, MaxLength),
            ServerText.Clean(certificate.Issuer, MaxLength),
            new DateTimeOffset(certificate.NotBefore),
            new DateTimeOffset(certificate.NotAfter),
            errors == SslPolicyErrors.None ? null : errors.ToString());
    }

    /// <summary>All of it on one line.</summary>
    /// <param name="now">The time of day.</param>
    public string ToText(DateTimeOffset now) =>
        string.Create(CultureInfo.InvariantCulture, $"{Protocol}; subject {Subject}; issuer {Issuer}; valid {From.UtcDateTime:yyyy-MM-dd} to {To.UtcDateTime:yyyy-MM-dd}, {LeftAt(now)}");

    private string LeftAt(DateTimeOffset now) => now switch
    {
        _ when now > To => $"ended {(int)(now - To).TotalDays} days ago",
        _ when now < From => $"begins in {(int)Math.Ceiling((From - now).TotalDays)} days",
        _ => $"{(int)(To - now).TotalDays} days left",
    };
}
