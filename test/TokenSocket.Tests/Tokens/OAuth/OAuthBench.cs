using TokenSocket.CloseCodes;
using TokenSocket.Credentials;
using TokenSocket.Secrecy;
using TokenSocket.Testing;

namespace TokenSocket.Tests.Tokens.OAuth;

/// <summary>A provider before a fake issuer, in virtual time.</summary>
internal sealed class OAuthBench
{
    public const string Address = "https://id.example/connect/token";
    public static string Secret => RunSecrets.ClientSecret;

    public OAuthBench(TokenEndpoint? endpoint = null, Action<OAuthOptions>? options = null)
    {
        var set = Options(endpoint);
        options?.Invoke(set);
        SecretsSink.Run.See(Outlet.Print, set.ToString());
        Provider = new OAuthTokenProvider(set, Time, Issuer);
    }

    public VirtualTime Time { get; } = new();

    public FakeIssuer Issuer { get; } = new();

    public OAuthTokenProvider Provider { get; }

    public static OAuthOptions Options(TokenEndpoint? endpoint = null) => new()
    {
        TokenUrl = new Uri(Address),
        ClientId = "bot",
        ClientSecret = Secret,
        Endpoint = endpoint,
    };

    public void Advance(double seconds) => Time.Advance(TimeSpan.FromSeconds(seconds));

    /// <summary>Begins to ask.</summary>
    public Task<AccessToken?> Begin(TokenReason why = TokenReason.Reconnect, AccessToken? rejected = null, CancellationToken cancellationToken = default)
    {
        Task<AccessToken?>? asked = null;
        Inline.Run(() => asked = Provider.GetTokenAsync(new TokenRequest(why, rejected), cancellationToken).AsTask());
        return asked!;
    }

    /// <summary>Asks, and has the answer at once.</summary>
    public AccessToken? Ask(TokenReason why = TokenReason.Reconnect, AccessToken? rejected = null) => AnswerOf(Begin(why, rejected));

    /// <summary>Asks, and is refused at once.</summary>
    public TokenUnavailableException AskInVain(TokenReason why = TokenReason.Reconnect, AccessToken? rejected = null) =>
        Assert.Throws<TokenUnavailableException>(() => Ask(why, rejected))!;

    /// <summary>The answer that is there already.</summary>
    public static AccessToken? AnswerOf(Task<AccessToken?> asked)
    {
        Assert.That(asked.IsCompleted, Is.True, "There is no answer yet.");
        return asked.GetAwaiter().GetResult();
    }
}
