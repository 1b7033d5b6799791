using TokenSocket.CloseCodes;

namespace TokenSocket.Core.Tests.Dialects;

/// <summary>Holds a dialect against what its server's document says, row by row and number by number.</summary>
public abstract class DialectTests(CloseDialect dialect, Func<int, ReconnectVerdict> partA, Said[] document)
{
    protected DialectTests(CloseDialect dialect, Said[] document)
        : this(dialect, PartA.AsWritten, document)
    {
    }

    protected CloseDialect Dialect => dialect;

    [Test]
    public void Says_what_its_document_says()
    {
        var others =
            from said in document
            from end in said.Ends
            where !said.IsPlain || IsNarrowest(said, end.Number)
            let row = dialect.Find(end)
            let missing = said.Words.Split('|').Where(word => !$"{row.Name} {row.Message} {row.Resolution}".Contains(word, StringComparison.OrdinalIgnoreCase))
            where row.Verdict != said.Verdict || row.AtLeast != TimeSpan.FromSeconds(said.AtLeast) || missing.Any()
            select $"{end} is {row}, not {said}; it lacks '{string.Join("', '", missing)}'";

        Assert.That(others, Is.Empty);
    }

    [Test]
    public void Has_the_rows_of_its_document_and_no_others() =>
        Assert.That(
            OwnRows(dialect).Select(row => (row.Codes, row.ReasonPrefix, row.Mentions, row.Cause)),
            Is.EquivalentTo(document.Select(said => (said.Codes, said.Reason, said.Mentions, said.Cause))));

    [Test]
    [Category("Slow")]
    public void Decides_about_every_number_as_its_document_and_the_base_do()
    {
        var line = Enumerable.Range(0, 65536).Select(partA).ToArray();
        foreach (var said in document.Where(said => said.IsPlain).OrderByDescending(said => said.Codes.Width))
        {
            Array.Fill(line, said.Verdict, said.Codes.First, said.Codes.Width + 1);
        }

        var others = Enumerable.Range(0, line.Length).Where(number => dialect.Find(number).Verdict != line[number]);

        Assert.That(others, Is.Empty);
    }

    [Test]
    public void Keeps_the_words_of_the_base_for_ends_that_no_server_spoke() =>
        Assert.That(
            dialect.Find(new DisconnectInfo(DisconnectCause.Unreachable)).Resolution,
            Is.EqualTo("Check connectivity; allow the WebSocket port (wss: 443) in the firewall."));

    private bool IsNarrowest(Said said, int number) =>
        document.Where(other => other.IsPlain && other.Codes.Contains(number)).All(other => other.Codes.Width >= said.Codes.Width);

    /// <summary>Those of the dialect and of others that it falls back to, ahead of the base.</summary>
    private static IEnumerable<CloseRule> OwnRows(CloseDialect? dialect)
    {
        for (var hidden = new HashSet<CodeRange>(); dialect is { Name: not "rfc6455" }; dialect = dialect.Fallback)
        {
            foreach (var row in dialect.Rules.Where(row => !hidden.Contains(row.Codes)))
            {
                yield return row;
            }

            hidden.UnionWith(dialect.Rules.Where(row => row is { ReasonPrefix: null, Mentions: null, Cause: null }).Select(row => row.Codes));
        }
    }
}
