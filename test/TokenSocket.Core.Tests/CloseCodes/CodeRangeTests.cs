using TokenSocket.CloseCodes;

namespace TokenSocket.Core.Tests.CloseCodes;

public sealed class CodeRangeTests
{
    [TestCase(4099, false)]
    [TestCase(4100, true)]
    [TestCase(4199, true)]
    [TestCase(4200, false)]
    public void Includes_both_of_its_ends(int number, bool contained) =>
        Assert.That(new CodeRange(4100, 4199).Contains(number), Is.EqualTo(contained));

    [Test]
    public void Of_a_single_code_has_no_width() =>
        Assert.That(((CodeRange)4002).Width, Is.Zero);

    [Test]
    public void Of_two_neighbours_has_the_width_one() =>
        Assert.That(new CodeRange(4002, 4003).Width, Is.EqualTo(1));

    [Test]
    public void Of_a_single_code_reads_as_the_code() =>
        Assert.That(((CodeRange)4002).ToString(), Is.EqualTo("4002"));

    [Test]
    public void Of_several_codes_reads_as_first_and_last() =>
        Assert.That(new CodeRange(4100, 4199).ToString(), Is.EqualTo("4100-4199"));

    [TestCase(4000, 4099, false)]
    [TestCase(4000, 4100, true)]
    [TestCase(4150, 4160, true)]
    [TestCase(4000, 4999, true)]
    [TestCase(4199, 4299, true)]
    [TestCase(4200, 4299, false)]
    public void Overlaps_another_that_has_a_number_in_common(int first, int last, bool overlaps) =>
        Assert.That(new CodeRange(4100, 4199).Overlaps(new CodeRange(first, last)), Is.EqualTo(overlaps));

    [TestCase(0)]
    [TestCase(1004)]
    [TestCase(65535)]
    public void Of_any_code_holds_whatever_a_close_frame_can_carry(int number) =>
        Assert.That(CodeRange.Any.Contains(number), Is.True);
}
