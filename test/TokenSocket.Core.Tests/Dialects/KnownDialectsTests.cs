using TokenSocket.CloseCodes;
using TokenSocket.Dialects;

namespace TokenSocket.Core.Tests.Dialects;

/// <summary>What every dialect owes its readers, also one that is added tomorrow.</summary>
public sealed class KnownDialectsTests
{
    private static IEnumerable<TestCaseData<CloseDialect>> Dialects => KnownDialects.All.Select(dialect => new TestCaseData<CloseDialect>(dialect).SetArgDisplayNames(dialect.Name));

    [Test]
    public void Begin_with_the_default() =>
        Assert.That(KnownDialects.All[0].Name, Is.EqualTo("tokensocket"));

    [TestCase("tokensocket")]
    [TestCase("TokenSocket")]
    [TestCase("RFC6455")]
    public void Are_found_by_name_without_regard_to_case(string name) =>
        Assert.That(KnownDialects.Find(name)?.Name, Is.EqualTo(name.ToLowerInvariant()));

    [TestCase("")]
    [TestCase("tokensock")]
    [TestCase(" tokensocket")]
    public void Are_not_found_by_half_a_name(string name) =>
        Assert.That(KnownDialects.Find(name), Is.Null);

    [Test]
    public void Have_names_of_their_own() =>
        Assert.That(KnownDialects.All.Select(dialect => dialect.Name), Is.Unique);

    [TestCaseSource(nameof(Dialects))]
    public void Find_themselves_by_name(CloseDialect dialect) =>
        Assert.That(KnownDialects.Find(dialect.Name), Is.SameAs(dialect));

    [TestCaseSource(nameof(Dialects))]
    public void Have_names_in_lower_case(CloseDialect dialect) =>
        Assert.That(dialect.Name, Does.Match("^[a-z][a-z0-9-]*$"));

    [TestCaseSource(nameof(Dialects))]
    public void Cite_their_document(CloseDialect dialect) =>
        Assert.That(dialect.Source, Is.Not.Empty);

    [TestCaseSource(nameof(Dialects))]
    public void Name_every_row(CloseDialect dialect) =>
        Assert.That(dialect.Rules.Where(row => string.IsNullOrWhiteSpace(row.Name)), Is.Empty);

    [TestCaseSource(nameof(Dialects))]
    public void Say_what_happened_in_a_sentence(CloseDialect dialect) =>
        Assert.That(dialect.Rules.Where(row => !IsSentence(row.Message)), Is.Empty);

    [TestCaseSource(nameof(Dialects))]
    public void Say_what_to_do_in_a_sentence(CloseDialect dialect) =>
        Assert.That(dialect.Rules.Where(row => !IsSentence(row.Resolution)), Is.Empty);

    [TestCaseSource(nameof(Dialects))]
    public void Have_ranges_that_begin_before_they_end(CloseDialect dialect) =>
        Assert.That(dialect.Rules.Where(row => row.Codes.First > row.Codes.Last || row.Codes.First < 0), Is.Empty);

    [TestCaseSource(nameof(Dialects))]
    public void Never_leave_it_to_the_order_of_two_rows(CloseDialect dialect)
    {
        var rivals =
            from one in dialect.Rules
            from other in dialect.Rules
            where !ReferenceEquals(one, other) && AreRivals(one, other)
            select (one.Name, one.Codes, other.Name, other.Codes);

        Assert.That(rivals, Is.Empty);
    }

    [TestCaseSource(nameof(Dialects))]
    public void Have_a_row_for_everything(CloseDialect dialect)
    {
        var ends =
            from cause in Enum.GetValues<DisconnectCause>()
            from number in EdgesOf(dialect)
            select new DisconnectInfo(cause, number);

        Assert.That(() => ends.Select(dialect.Find).Count(), Throws.Nothing);
    }

    [TestCaseSource(nameof(Dialects))]
    public void Wait_at_first_no_longer_than_at_most(CloseDialect dialect) =>
        Assert.That(dialect.InitialReconnectInterval, Is.LessThanOrEqualTo(dialect.MaxReconnectInterval).And.GreaterThan(TimeSpan.Zero));

    [TestCaseSource(nameof(Dialects))]
    public void Leave_a_share_between_0_and_1_to_chance(CloseDialect dialect) =>
        Assert.That(dialect.ReconnectJitter, Is.InRange(0, 1));

    /// <summary>Where no row begins or ends the answer cannot change, so these numbers stand for all.</summary>
    private static IEnumerable<int> EdgesOf(CloseDialect? dialect) => dialect is null
        ? [0, 65535]
        : dialect.Rules
            .SelectMany(row => new[] { row.Codes.First - 1, row.Codes.First, row.Codes.Last, row.Codes.Last + 1 })
            .Concat(EdgesOf(dialect.Fallback))
            .Distinct();

    private static bool AreRivals(CloseRule one, CloseRule other) =>
        one.Cause == other.Cause
        && one.ReasonPrefix == other.ReasonPrefix
        && one.Codes.Width == other.Codes.Width
        && one.Codes.First <= other.Codes.Last
        && other.Codes.First <= one.Codes.Last;

    private static bool IsSentence(string text) => text.Length > 1 && text[^1] == '.' && (char.IsUpper(text[0]) || char.IsDigit(text[0]));
}
