using System.Text;
using TokenSocket.CloseCodes;

namespace TokenSocket.DiscordAlerts.Tests;

/// <summary>What a server may write into a close reason, and what people then see.</summary>
public sealed class HostileTextTests
{
    [TestCase("a\r\nb\u2028c", "abc")]
    [TestCase("\u001b[31mred\u0007", "\\[31mred")]
    [TestCase("@everyone @here", "\\@everyone \\@here")]
    [TestCase("<@123> <@&5> <#7>", "\\<\\@123\\> \\<\\@&5\\> \\<\\#7\\>")]
    [TestCase("<t:0:R>", "\\<t\\:0\\:R\\>")]
    [TestCase("<:smile:1> :smile:", "\\<\\:smile\\:1\\> \\:smile:")]
    [TestCase("**b** __u__ ~~s~~ ||x|| *i*", "\\*\\*b\\*\\* \\_\\_u\\_\\_ \\~\\~s\\~\\~ \\|\\|x\\|\\| \\*i\\*")]
    [TestCase("`code` ```block```", "\\`code\\` \\`\\`\\`block\\`\\`\\`")]
    [TestCase("[click](https://evil.example)", "\\[click\\](https\\://evil.example)")]
    [TestCase("https://evil.example", "https\\://evil.example")]
    [TestCase("\\*", "\\\\\\*")]
    [TestCase("# big", "\\# big")]
    [TestCase("> quote", "\\> quote")]
    [TestCase("- item", "\\- item")]
    [TestCase("+ item", "\\+ item")]
    [TestCase("12. item", "12\\. item")]
    [TestCase("plain words: in-use, 1.5 s.", "plain words: in-use, 1.5 s.")]
    [TestCase("\u202egnp.exe", "gnp.exe")]
    [TestCase(null, "")]
    public void Shows_as_it_is(string? text, string expected) =>
        Assert.That(Markdown.Escape(text), Is.EqualTo(expected));

    [Test]
    public void With_half_a_surrogate_pair_shows_a_replacement() =>
        Assert.That(Markdown.Escape("\ud800x"), Is.EqualTo("\ufffdx"));

    [Test]
    public void Is_cut_to_256_characters_before_it_is_escaped() =>
        Assert.That(Markdown.Escape(new string('*', 1_000)), Has.Length.EqualTo(512));

    [TestCase("\n\r\u001b")]
    [TestCase("   ")]
    public void Of_nothing_that_can_be_seen_makes_no_field(string reason)
    {
        var bench = AlertBench.Stable();

        bench.Gateway.Close(1011, reason);

        Assert.That(bench.Sender.Last.Embed.Fields, Is.Empty);
    }

    [Test]
    public void Of_123_bytes_cut_inside_a_character_is_told_with_a_replacement()
    {
        var bench = AlertBench.Stable();
        var cut = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("😀", 40))).AsSpan(0, 123));

        bench.Gateway.Close(1011, cut);

        Assert.That(bench.Sender.Last.Embed.Fields[0].Value, Does.EndWith("😀\ufffd”"));
    }

    [Test]
    public void In_phrase_and_body_of_a_refused_handshake_is_escaped_too()
    {
        var bench = new AlertBench();
        bench.Gateway.AnswerWith(_ => new(DisconnectCause.Refused, null, null, 503, "@everyone", null, "<h1>`x`"));

        bench.Start();

        Assert.That(bench.Sender.Last.Embed.Fields.Select(field => field.Value), Is.EqualTo(["HTTP 503 \\@everyone", "“\\<h1\\>\\`x\\`”"]));
    }

    [Test]
    public void In_the_sentence_of_a_token_provider_is_escaped_too() =>
        Assert.That(
            AlertWords.StoppedForGood(new(Notices.StopKind.Verdict, Dialects.KnownDialects.TokenSocket.Find(4002), null, "The issuer said @everyone", "Act.")).Description,
            Does.StartWith("The issuer said \\@everyone\n"));

    [Test]
    public void As_long_as_it_may_be_leaves_the_countdown_in_place()
    {
        var bench = AlertBench.Stable();
        var rule = Dialects.KnownDialects.TokenSocket.Find(1011) with { Message = new string('*', 9_000), Name = new string('*', 9_000) };

        bench.Alerts.OnNext(new Notices.Disconnected(new(DisconnectCause.Refused, null, new string('*', 9_000), 503, new string('*', 9_000), null, new string('*', 9_000)), rule, ReconnectVerdict.Immediately));

        Assert.That(bench.Sender.Last.Embed.Description, Does.EndWith("\nAttempt 2, next try: at once"));
    }
}
