using System.Reflection;
using System.Runtime.CompilerServices;
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

    [Test]
    public void Are_all_that_have_a_property() =>
        Assert.That(
            typeof(KnownDialects).GetProperties(BindingFlags.Public | BindingFlags.Static).Select(property => property.GetValue(null)).OfType<CloseDialect>(),
            Is.EquivalentTo(KnownDialects.All));

    [TestCaseSource(nameof(Dialects))]
    public void Have_a_file_of_their_own(CloseDialect dialect) =>
        Assert.That(FilesOf(dialect), Has.Length.EqualTo(1));

    [TestCaseSource(nameof(Dialects))]
    public void Cite_every_document_in_their_remarks(CloseDialect dialect)
    {
        var remarks = RemarksIn(File.ReadAllText(FilesOf(dialect).Single()));
        var pages = dialect.Rules.Select(row => row.Source).Prepend(dialect.Source).OfType<string>().SelectMany(source => source.Split("; "));

        Assert.That(pages.Where(page => page.Length == 0 || !remarks.Contains(page, StringComparison.Ordinal)), Is.Empty);
    }

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

    /// <summary>Statuses, then codes, a range ahead of what lies in it and a row for any reason ahead of one for some; last the ends that no server spoke.</summary>
    [TestCaseSource(nameof(Dialects))]
    public void Are_sorted(CloseDialect dialect)
    {
        var rows = dialect.Rules.Where(row => row.Codes != CodeRange.Any).ToList();
        var sorted = rows
            .OrderBy(row => row.Codes.First)
            .ThenByDescending(row => row.Codes.Width)
            .ThenBy(row => row.Cause is not null)
            .ThenBy(row => row.ReasonPrefix, StringComparer.Ordinal)
            .ThenBy(row => row.Mentions, StringComparer.Ordinal);

        Assert.That(rows, Is.EqualTo(sorted));
        Assert.That(dialect.Rules.Take(rows.Count), Is.EqualTo(rows), "ends that no server spoke come last");
    }

    [TestCaseSource(nameof(Dialects))]
    public void Leave_ends_that_no_server_spoke_to_the_base(CloseDialect dialect)
    {
        if (dialect.Name == "rfc6455")
        {
            return;
        }

        Assert.That(dialect.Rules.Where(row => row.Codes == CodeRange.Any), Is.Empty);
        Assert.That(LastOf(dialect).Name, Is.EqualTo("rfc6455"));
    }

    [TestCaseSource(nameof(Dialects))]
    public void Have_only_ranges_that_a_status_or_a_code_can_lie_in(CloseDialect dialect) =>
        Assert.That(dialect.Rules.Where(row => row.Codes != CodeRange.Any && row.Codes is { First: < 1000, Last: >= 1000 }), Is.Empty);

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

    [TestCaseSource(nameof(Dialects))]
    public void Want_digits_only_in_headers_that_they_require(CloseDialect dialect) =>
        Assert.That(dialect.NumericHeaders, Is.SubsetOf(dialect.RequiredHeaders));

    [TestCaseSource(nameof(Dialects))]
    public void Are_left_with_a_code_that_a_client_may_send(CloseDialect dialect) =>
        Assert.That(dialect.ReconnectCloseCode, Is.EqualTo(1000).Or.InRange(3000, 4999));

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
        && (one.Mentions == other.Mentions || (one.Mentions is not null && one.Mentions.Length == other.Mentions?.Length))
        && one.Codes.Width == other.Codes.Width
        && one.Codes.First <= other.Codes.Last
        && other.Codes.First <= one.Codes.Last;

    private static CloseDialect LastOf(CloseDialect dialect) => dialect.Fallback is { } fallback ? LastOf(fallback) : dialect;

    private static string[] FilesOf(CloseDialect dialect) =>
        [.. Directory.GetFiles(Folder()).Where(file => File.ReadAllText(file).Contains($"\"{dialect.Name}\",", StringComparison.Ordinal))];

    private static string RemarksIn(string text)
    {
        const string begin = "/// <remarks>", end = "</remarks>";
        var first = text.IndexOf(begin, StringComparison.Ordinal) + begin.Length;
        return text[first..text.IndexOf(end, StringComparison.Ordinal)].ReplaceLineEndings(" ").Replace(" /// ", " ", StringComparison.Ordinal);
    }

    private static string Folder([CallerFilePath] string path = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "../../../src/TokenSocket.Core/Dialects"));

    private static bool IsSentence(string text) => text.Length > 1 && text[^1] == '.' && (char.IsUpper(text[0]) || char.IsDigit(text[0]));
}
