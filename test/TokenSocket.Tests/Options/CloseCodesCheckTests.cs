using TokenSocket.CloseCodes;

namespace TokenSocket.Tests.Options;

public sealed class CloseCodesCheckTests
{
    [TestCase(100, 100)]
    [TestCase(65535, 65535)]
    [TestCase(4500, 4599)]
    public void A_code_or_a_range_will_do(int first, int last) =>
        Assert.That(Faults(new CloseCodeOverride(new CodeRange(first, last))), Is.Empty);

    [TestCase(99, 99, "99")]
    [TestCase(99, 4000, "99-4000")]
    [TestCase(4000, 65536, "4000-65536")]
    [TestCase(4599, 4500, "4599-4500")]
    public void A_range_that_no_number_can_have_is_a_fault(int first, int last, string key) => Assert.That(
        Faults(new CloseCodeOverride(new CodeRange(first, last))),
        Is.EqualTo([$"TokenSocket:CloseCodes:{key} must be a code from 100 to 65535, or a range of them such as 4500-4599."]));

    [Test]
    public void Two_ranges_of_one_width_that_overlap_are_a_fault() => Assert.That(
        Faults(new(new CodeRange(4000, 4010)), new(new CodeRange(4010, 4020))),
        Is.EqualTo(["TokenSocket:CloseCodes:4010-4020 overlaps 4000-4010, which is as wide; make one of them narrower."]));

    [Test]
    public void A_code_inside_a_range_is_none() =>
        Assert.That(Faults(new(new CodeRange(4000, 4010)), new(4005), new(new CodeRange(4011, 4021))), Is.Empty);

    [Test]
    public void A_least_wait_is_an_interval() => Assert.That(
        Faults(new CloseCodeOverride(4008) { AtLeast = TimeSpan.FromDays(2) }),
        Is.EqualTo(["TokenSocket:CloseCodes:4008:AtLeast must be from 00:00:00.001 to 1.00:00:00; it is 2.00:00:00."]));

    private static IReadOnlyList<string> Faults(params CloseCodeOverride[] overrides) =>
        OptionsCheck.FaultsOf(new TokenSocketOptions { GatewayUrl = Bench.Url, CloseCodes = overrides });
}
