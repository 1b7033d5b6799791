using TokenSocket.Gateway.Discord;

namespace TokenSocket.Gateway.Tests.Discord;

internal sealed class MarkdownTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);

    [TestCase("plain text", "plain text")]
    [TestCase(@"a \* b \_ c \` d \~ e \| f \\ g", @"a * b _ c ` d ~ e | f \ g")]
    [TestCase(@"C:\dir", @"C:\dir")]
    [TestCase("**bold** *thin* __under__ _thin_ ~~gone~~ ||secret||", "bold thin under thin gone secret")]
    [TestCase("**a *b* c**", "a b c")]
    [TestCase(@"*a \* b*", "a * b")]
    [TestCase("2 * 3 * 4", "2 * 3 * 4")]
    [TestCase("snake_case_name", "snake_case_name")]
    [TestCase("snake_case b_ c", "snake_case b_ c")]
    [TestCase("**open", "**open")]
    [TestCase("`a *b* \\*`", "a *b* \\*")]
    [TestCase("``a`b``", "a`b")]
    [TestCase("```json\n{\"a\": *1*}\n```", "{\"a\": *1*}")]
    [TestCase("`open", "`open")]
    [TestCase("[here](https://example.com)", "here (https://example.com)")]
    [TestCase("<t:1800000031:R>", "in 31 seconds")]
    [TestCase("<t:1799999880:R>", "2 minutes ago")]
    [TestCase("<t:1800003600:R>", "in 1 hour")]
    [TestCase("<t:1800000000:R>", "now")]
    [TestCase("<t:1800000000>", "15 January 2027 08:00")]
    [TestCase("<t:1800000000:T>", "08:00:00")]
    [TestCase("<t:99999999999999:R>", "<t:99999999999999:R>")]
    [TestCase(@"\<t:1800000000:R>", "<t:1800000000:R>")]
    public void Reader_sees(string text, string shown) =>
        Assert.That(Markdown.Render(text, Now), Is.EqualTo(shown));

    [TestCase(0.4, "in 1 second")]
    [TestCase(-0.4, "now")]
    [TestCase(-89, "1 minute ago")]
    [TestCase(86400 * 400, "in 1 year")]
    public void Relative_time_is_in_the_largest_full_unit(double seconds, string shown) =>
        Assert.That(DiscordTime.Render(Now.AddSeconds(seconds), 'R', Now), Is.EqualTo(shown));
}
