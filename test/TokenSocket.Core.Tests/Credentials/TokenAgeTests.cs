using TokenSocket.Credentials;

namespace TokenSocket.Core.Tests.Credentials;

public sealed class TokenAgeTests
{
    [TestCase(100, 80, TestName = "Of_a_short_life_is_four_fifths_of_it")]
    [TestCase(600, 480, TestName = "Of_ten_minutes_is_the_same_by_both_rules")]
    [TestCase(1800, 1680, TestName = "Of_a_long_life_is_two_minutes_less")]
    public void Leaves_a_fifth_of_the_life_or_two_minutes_whichever_is_less(int life, int age) =>
        Assert.That(TokenAge.RefreshAfter(TimeSpan.FromSeconds(life)), Is.EqualTo(TimeSpan.FromSeconds(age)));

    [TestCase(0)]
    [TestCase(-1)]
    public void Of_a_life_that_is_over_is_nothing(int life) =>
        Assert.That(TokenAge.RefreshAfter(TimeSpan.FromSeconds(life)), Is.EqualTo(TimeSpan.Zero));
}
