using TokenSocket.Dialects;

namespace TokenSocket.Gateway.Tests;

internal sealed class TokenRejectionsTests
{
    // Missing, unknown, in use, deleted, deleted in use.
    [TestCase("tokensocket", "4001 The API token is missing.", "4002 The API token is invalid.", "4003 The API token is already in-use.", "4004 The API token has been deleted.", 4004)]
    [TestCase("tokensocket-v1", "1008 Unauthorized", "1008 Unauthorized", "1008 Duplicate connection", "1000 The API token has been deleted.", 1000)]
    [TestCase("wiresocket", "4001 No token came with the handshake.", "4002 The token is invalid or has expired.", "1008 The token is in use.", "4002 The token is invalid or has expired.", 4002)]
    [TestCase("lsports", "4401 Authentication failed after upgrade.", "4401 Authentication failed after upgrade.", "1008 The token is in use.", "4401 Authentication failed after upgrade.", 4401)]
    [TestCase("nakama", "HTTP 401 The server did not accept the session token.", "HTTP 401 The server did not accept the session token.", "1000 server-side session disconnect", "HTTP 401 The server did not accept the session token.", 1008)]
    [TestCase("rfc6455", "HTTP 401 The server did not accept the credentials.", "HTTP 401 The server did not accept the credentials.", "1008 The token is in use.", "HTTP 401 The server did not accept the credentials.", 1008)]
    public void Are_the_words_of_the_dialect(string dialect, string missing, string unknown, string inUse, string deleted, int deletedInUse)
    {
        var rejections = new TokenRejections(KnownDialects.Find(dialect)!);

        Assert.That(
            new[] { rejections.Missing, rejections.Unknown, rejections.InUse, rejections.Deleted }.Select(Show),
            Is.EqualTo(new[] { missing, unknown, inUse, deleted }));
        Assert.That(rejections.DeletedInUse.Code, Is.EqualTo(deletedInUse));
    }

    [TestCase("tokensocket", "4002 The API token is invalid.")]
    [TestCase("tokensocket-v1", "1008 Unauthorized")]
    [TestCase("wiresocket", "4002 The token is invalid or has expired.")]
    [TestCase("lsports", "4401 Authentication failed after upgrade.")]
    [TestCase("centrifugo", "3005 The token of the connection has expired.")]
    [TestCase("nakama", "1008 The token has expired.")]
    [TestCase("rfc6455", "1008 The token has expired.")]
    public void Expired_token_is_told_by_a_code(string dialect, string words)
    {
        var rejections = new TokenRejections(KnownDialects.Find(dialect)!);

        Assert.That($"{rejections.ExpiredInUse.Code} {rejections.ExpiredInUse.Reason}", Is.EqualTo(words));
    }

    private static string Show(HandshakeMode answer) => answer switch
    {
        HandshakeMode.AcceptAndClose { Words: var words } => $"{words.Code} {words.Reason}",
        HandshakeMode.Refuse { Answer: var refusal } => $"HTTP {refusal.Status} {refusal.Body}",
        _ => $"{answer}",
    };
}
