using TokenSocket.Gateway.Discord;

namespace TokenSocket.Gateway.Tests.Discord;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class RateLimitBucketTests
{
    private readonly SettableTime _time = new();

    [Test]
    public void Window_takes_its_number_and_the_next_one_begins_anew()
    {
        var bucket = new RateLimitBucket(_time) { Limit = new RateLimit(2, TimeSpan.FromSeconds(2)) };

        Assert.That(bucket.Take().Headers["X-RateLimit-Remaining"], Is.EqualTo("1"));
        _time.Now += TimeSpan.FromSeconds(0.5);
        Assert.That(bucket.Take().Headers["X-RateLimit-Remaining"], Is.EqualTo("0"));
        Assert.That(bucket.Take().Wait, Is.EqualTo(TimeSpan.FromSeconds(1.5)));
        _time.Now += TimeSpan.FromSeconds(1.5);
        Assert.That(bucket.Take().Wait, Is.Null);
    }

    [Test]
    public void Headers_say_when_the_window_ends()
    {
        var bucket = new RateLimitBucket(_time) { Limit = new RateLimit(5, TimeSpan.FromSeconds(1.25)) };

        Dictionary<string, string> headers = bucket.Take().Headers;

        Assert.That(headers["X-RateLimit-Limit"], Is.EqualTo("5"));
        Assert.That(headers["X-RateLimit-Reset-After"], Is.EqualTo("1.25"));
        Assert.That(headers["X-RateLimit-Reset"], Is.EqualTo($"{_time.Now.ToUnixTimeSeconds() + 1}.25"));
        Assert.That(headers["X-RateLimit-Bucket"], Is.Not.Empty);
    }

    [Test]
    public void Limit_that_is_only_announced_never_runs_out()
    {
        var bucket = new RateLimitBucket(_time);

        for (int i = 0; i < 20; i++)
        {
            (Dictionary<string, string> headers, TimeSpan? wait) = bucket.Take();
            Assert.That((wait, headers["X-RateLimit-Remaining"] == "0"), Is.EqualTo(((TimeSpan?)null, false)));
        }
    }

    [Test]
    public void Senseless_limits_are_refused()
    {
        var bucket = new RateLimitBucket(_time);

        Assert.That(() => bucket.Limit = new RateLimit(0, TimeSpan.FromSeconds(1)), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => bucket.Limit = new RateLimit(1, TimeSpan.Zero), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }
}
