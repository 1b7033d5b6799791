namespace TokenSocket.Tests.Options;

public sealed class KeyedFaultsTests
{
    [Test]
    public void A_fault_has_its_key_below_the_section_apart_from_its_sentence()
    {
        var options = new TokenSocketOptions { GatewayUrl = Bench.Url, MaxAttempts = 0, Headers = { ["X Y"] = "hidden" } };

        Assert.That(OptionsCheck.KeyedFaultsOf(options, hasProvider: false), Is.EqualTo(new[]
        {
            ("MaxAttempts", "must be from 1 to 2147483647; it is 0."),
            ("Headers:X Y", "must be a header name with a value in ASCII on one line; its value is '***'."),
        }));
    }

    [Test]
    public void The_public_sentences_begin_with_TokenSocket()
    {
        var e = Assert.Throws<OptionsException>(() => _ = new TokenSocketClient(new() { GatewayUrl = Bench.Url, MaxAttempts = 0 }));

        Assert.That(e.Faults, Is.EqualTo(new[] { "TokenSocket:MaxAttempts must be from 1 to 2147483647; it is 0." }));
    }
}
