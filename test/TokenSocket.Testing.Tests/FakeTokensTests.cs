using TokenSocket.Credentials;

namespace TokenSocket.Testing.Tests;

public sealed class FakeTokensTests
{
    private static readonly TokenRequest First = new(TokenReason.First);

    [Test]
    public async Task Gives_a_token_from_the_start()
    {
        Assert.That((await new FakeTokens().GetTokenAsync(First, CancellationToken.None))?.Value, Is.EqualTo("token"));
    }

    [Test]
    public async Task Gives_what_it_is_told_to()
    {
        var tokens = new FakeTokens("first");

        tokens.Give("second");

        Assert.That((await tokens.GetTokenAsync(First, CancellationToken.None))?.Value, Is.EqualTo("second"));
    }

    [Test]
    public async Task Gives_none_when_it_is_told_to()
    {
        Assert.That(await new FakeTokens(null).GetTokenAsync(First, CancellationToken.None), Is.Null);
    }

    [Test]
    public void Fails_when_it_is_told_to()
    {
        var tokens = new FakeTokens();

        tokens.Fail(new TokenUnavailableException("No."));

        Assert.That(async () => await tokens.GetTokenAsync(First, CancellationToken.None), Throws.InstanceOf<TokenUnavailableException>());
    }

    [Test]
    public async Task Hangs_until_it_is_cancelled()
    {
        var tokens = new FakeTokens();
        tokens.Hang();
        using var source = new CancellationTokenSource();
        var answer = tokens.GetTokenAsync(First, source.Token).AsTask();
        var early = answer.IsCompleted;

        await source.CancelAsync();

        Assert.That((early, answer.IsCanceled), Is.EqualTo((false, true)));
    }

    [Test]
    public async Task Keeps_what_it_was_asked()
    {
        var tokens = new FakeTokens();

        await tokens.GetTokenAsync(First, CancellationToken.None);

        Assert.That(tokens.Requests, Is.EqualTo(new[] { First }));
    }
}
