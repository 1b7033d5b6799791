using TokenSocket.DiscordAlerts;

namespace TokenSocket.Contracts.Alerts;

/// <summary>Answers of Discord and of its edge, and what comes of a post and of an edit that gets them.</summary>
internal static class OutcomeTable
{
    private const string Html = "<html><body>The edge says no.</body></html>";

    public static readonly TestCaseData[] Answers =
    [
        Case(200, """{"id":"987"}""", new AlertOutcome.Sent(987), new AlertOutcome.Sent(987)),
        Case(204, "", new AlertOutcome.Sent(null), new AlertOutcome.Sent(null)),
        Case(200, Html, new AlertOutcome.Sent(null), new AlertOutcome.Sent(null)),
        Case(200, """{"id":17}""", new AlertOutcome.Sent(null), new AlertOutcome.Sent(null)),
        Rejected(301, ""),
        Rejected(400, FakeDiscord.Error(50035), " code 50035 m"),
        Rejected(400, FakeDiscord.Error(50006), " code 50006 m"),
        Rejected(400, FakeDiscord.Error(220001), " code 220001 m"),
        Rejected(400, Html),
        Gone(401, FakeDiscord.Error(50027), " code 50027 m"),
        Gone(401, Html),
        Gone(403, FakeDiscord.Error(50027), " code 50027 m"),
        Rejected(403, FakeDiscord.Error(50013), " code 50013 m"),
        Later(403, Html),
        Gone(404, FakeDiscord.Error(10015), " code 10015 m"),
        Gone(404, FakeDiscord.Error(0), " code 0 m"),
        Gone(404, Html),
        Gone(404, ""),
        Rejected(404, FakeDiscord.Error(10003), " code 10003 m"),
        Case(404, FakeDiscord.Error(10008), new AlertOutcome.Rejected("HTTP 404 code 10008 m"), new AlertOutcome.MessageGone()),
        Rejected(405, ""),
        Later(408, ""),
        Rejected(413, FakeDiscord.Error(40005), " code 40005 m"),
        Rejected(413, Html),
        Limited(429, Html),
        Limited(429, FakeDiscord.Error(20028)),
        Case(429, FakeDiscord.Error(30046), new AlertOutcome.RateLimited(false) { Pause = RateLimit.Default }, new AlertOutcome.MessageGone()),
        Later(400, FakeDiscord.Error(40062), " code 40062 m"),
        Later(400, FakeDiscord.Error(20028), " code 20028 m"),
        Later(400, FakeDiscord.Error(130000), " code 130000 m"),
        Later(500, Html),
        Later(502, ""),
        Later(503, FakeDiscord.Error(130000), " code 130000 m"),
        Later(524, Html),
    ];

    private static TestCaseData Case(int status, string body, AlertOutcome onPost, AlertOutcome onEdit) =>
        new TestCaseData(status, body, onPost, onEdit).SetArgDisplayNames($"{status}", body.Length > 30 ? body[..30] : body);

    private static TestCaseData Both(int status, string body, AlertOutcome outcome) => Case(status, body, outcome, outcome);

    private static TestCaseData Rejected(int status, string body, string words = "") => Both(status, body, new AlertOutcome.Rejected($"HTTP {status}{words}"));

    private static TestCaseData Gone(int status, string body, string words = "") => Both(status, body, new AlertOutcome.WebhookGone($"HTTP {status}{words}"));

    private static TestCaseData Later(int status, string body, string words = "") => Both(status, body, new AlertOutcome.TryLater($"HTTP {status}{words}"));

    private static TestCaseData Limited(int status, string body) => Both(status, body, new AlertOutcome.RateLimited(false) { Pause = RateLimit.Default });
}
