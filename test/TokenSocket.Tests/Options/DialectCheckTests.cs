using TokenSocket.CloseCodes;
using TokenSocket.Dialects;

namespace TokenSocket.Tests.Options;

public sealed class DialectCheckTests
{
    private static IEnumerable<TestCaseData<CloseDialect>> Dialects =>
        KnownDialects.All.Select(dialect => new TestCaseData<CloseDialect>(dialect).SetArgDisplayNames(dialect.Name));

    [TestCaseSource(nameof(Dialects))]
    public void Every_dialect_that_is_shipped_has_a_row_for_every_end(CloseDialect dialect) =>
        Assert.That(dialect.HasRowForEveryEnd(), Is.True);

    [TestCaseSource(nameof(Dialects))]
    public void None_would_have_one_without_its_base(CloseDialect dialect) =>
        Assert.That((dialect with { Fallback = null, Rules = [.. dialect.Rules.Where(row => row.Codes.First > 0)] }).HasRowForEveryEnd(), Is.False);

    [Test]
    public void A_row_that_asks_for_words_covers_nothing()
    {
        var dialect = new CloseDialect("d", "none", [new(CodeRange.Any, "N", CloseMeaning.LimitReached, ReconnectVerdict.Never, "M.", "R.") { Mentions = "word" }]);

        Assert.That(dialect.HasRowForEveryEnd(), Is.False);
    }
}
