using TokenSocket.CloseCodes;

namespace TokenSocket.Core.Tests.CloseCodes;

public sealed class ServerTextTests
{
    [Test]
    public void Of_nothing_stays_nothing() =>
        Assert.That(ServerText.Clean(null), Is.Null);

    [Test]
    public void Keeps_letters_of_every_script_and_emoji() =>
        Assert.That(ServerText.Clean("Grüße, 世界 🎉"), Is.EqualTo("Grüße, 世界 🎉"));

    [TestCase("one\r\ntwo", "onetwo", TestName = "Loses_line_breaks")]
    [TestCase("one\ttwo\0", "onetwo", TestName = "Loses_tabs_and_nulls")]
    [TestCase("\u001b[31mred\u001b[0m", "[31mred[0m", TestName = "Loses_the_escape_that_begins_an_ANSI_sequence")]
    [TestCase("one\u0085two", "onetwo", TestName = "Loses_the_control_characters_beyond_ASCII")]
    [TestCase("one\u2028two\u2029three", "onetwothree", TestName = "Loses_line_and_paragraph_separators")]
    [TestCase("user\u202Etxt.exe\u202C", "usertxt.exe", TestName = "Loses_bidirectional_overrides")]
    [TestCase("one\u200B\uFEFFtwo", "onetwo", TestName = "Loses_characters_of_no_width")]
    public void Loses_what_would_leave_the_line(string text, string shown) =>
        Assert.That(ServerText.Clean(text), Is.EqualTo(shown));

    [Test]
    public void Shows_the_first_half_of_a_surrogate_pair_as_the_replacement_character() =>
        Assert.That(ServerText.Clean("a\uD83Db"), Is.EqualTo("a\uFFFDb"));

    [Test]
    public void Shows_the_second_half_of_a_surrogate_pair_as_the_replacement_character() =>
        Assert.That(ServerText.Clean("a\uDE00b"), Is.EqualTo("a\uFFFDb"));

    [Test]
    public void Of_256_characters_is_whole() =>
        Assert.That(ServerText.Clean(new string('x', 256)), Is.EqualTo(new string('x', 256)));

    [Test]
    public void Of_257_characters_is_cut_to_256() =>
        Assert.That(ServerText.Clean(new string('x', 257)), Is.EqualTo(new string('x', 256)));

    [Test]
    public void Is_never_cut_inside_a_surrogate_pair() =>
        Assert.That(ServerText.Clean(new string('x', 255) + "🎉"), Is.EqualTo(new string('x', 255)));

    [Test]
    public void Keeps_a_surrogate_pair_that_just_fits() =>
        Assert.That(ServerText.Clean(new string('x', 254) + "🎉"), Is.EqualTo(new string('x', 254) + "🎉"));

    [Test]
    public void Is_cut_to_the_length_asked_for() =>
        Assert.That(ServerText.Clean("Unauthorized", 4), Is.EqualTo("Unau"));

    [Test]
    public void Counts_only_what_is_shown() =>
        Assert.That(ServerText.Clean("\r\n\r\none", 3), Is.EqualTo("one"));

    [Test]
    public void Counts_nothing_for_a_hidden_character_that_is_a_surrogate_pair() =>
        Assert.That(ServerText.Clean("on\U000E0001e", 3), Is.EqualTo("one"));
}
