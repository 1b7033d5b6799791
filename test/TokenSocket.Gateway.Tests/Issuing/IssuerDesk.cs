using System.Text;
using TokenSocket.Gateway.Issuing;
using TokenSocket.Testing;

namespace TokenSocket.Gateway.Tests.Issuing;

/// <summary>An issuer without HTTP, in virtual time, with one client: <c>app</c>, whose secret is <c>hush</c>.</summary>
internal sealed class IssuerDesk
{
    public const string Offline = "grant_type=client_credentials&client_id=app&client_secret=hush&scope=api+offline_access";

    public IssuerDesk()
    {
        Tokens = new InMemoryTokenRegistry(Time);
        Issuer = new TokenIssuer(Tokens, Time);
        Issuer.AddClient("app", "hush");
    }

    public VirtualTime Time { get; } = new();

    public InMemoryTokenRegistry Tokens { get; }

    public TokenIssuer Issuer { get; }

    public IssuerAnswer Form(string body, string authorization = "") => Send(new FormTokenFormat(), Encoding.UTF8.GetBytes(body), authorization);

    public IssuerAnswer Json(string body) => Send(new JsonTokenFormat(), Encoding.UTF8.GetBytes(body), "");

    public IssuerAnswer Send(TokenFormat format, byte[] body, string authorization = "")
    {
        IssuerRequest request = format.Read(body, authorization);
        Issuer.Count(request);
        return Issuer.Serve(request);
    }

    public IssuerAnswer.Issued Issue(string body = Offline) => (IssuerAnswer.Issued)Form(body);

    public IssuerAnswer Refresh(string? token, string more = "") => Form($"grant_type=refresh_token&client_id=app&refresh_token={token}{more}");

    /// <summary>The status and the error, or what is in the answer besides the access token.</summary>
    public static string Show(IssuerAnswer answer) => answer switch
    {
        IssuerAnswer.Refused refused => $"{refused.Status} {refused.Error}",
        IssuerAnswer.Issued issued => $"{issued.Lifetime.TotalSeconds} s, {(issued.RefreshToken is null ? "once" : "refreshable")}, '{issued.Scope}'",
        _ => $"{answer}",
    };
}
