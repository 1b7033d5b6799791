using TokenSocket.Credentials;

namespace TokenSocket.Tests.Tokens.OAuth;

public sealed class OAuthPauseTests
{
    private static readonly OAuthMoment Now = new(TimeSpan.FromHours(1), new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    [Test]
    public void Doubles_from_5_up_to_60_seconds()
    {
        var lengths = Enumerable.Range(1, 6).Select(n => OAuthPause.After(n, new("It failed."), Now).Length.TotalSeconds);

        Assert.That(lengths, Is.EqualTo(new[] { 5, 10, 20, 40, 60, 60 }));
    }

    [TestCase(false, 2)]
    [TestCase(true, 5)]
    public void Holds_off_who_has_no_token_for_as_long_as_the_issuer_asked_alone(bool hasToken, int seconds)
    {
        var pause = OAuthPause.After(1, new("It failed.") { RetryAfter = TimeSpan.FromSeconds(2) }, Now);

        Assert.That(pause.Left(Now, hasToken), Is.EqualTo(TimeSpan.FromSeconds(seconds)));
    }
}
