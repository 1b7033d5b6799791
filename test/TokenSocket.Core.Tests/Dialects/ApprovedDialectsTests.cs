using System.Collections;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using TokenSocket.CloseCodes;
using TokenSocket.Dialects;

namespace TokenSocket.Core.Tests.Dialects;

/// <summary>Every dialect stands as text under <c>approved</c>, so that a changed verdict shows in review as one changed line.</summary>
public sealed class ApprovedDialectsTests
{
    private const string Switch = "APPROVE_DIALECTS";

    private static IEnumerable<string> Names => KnownDialects.All.Select(dialect => dialect.Name);

    [TestCaseSource(nameof(Names))]
    public void Are_what_has_been_approved(string name)
    {
        var file = Path.Combine(Folder(), $"{name}.txt");
        var actual = Write(KnownDialects.Find(name)!);
        if (Environment.GetEnvironmentVariable(Switch) == "1")
        {
            File.WriteAllText(file, actual);
        }

        var approved = File.Exists(file) ? File.ReadAllText(file).ReplaceLineEndings("\n") : "";

        Assert.That(actual, Is.EqualTo(approved), $"The dialect '{name}' is not what approved/{name}.txt says. "
            + $"If the change is meant, run the tests with {Switch}=1 in the environment and commit the file with it.");
    }

    [Test]
    public void Are_all_that_has_been_approved() =>
        Assert.That(Directory.GetFiles(Folder()).Select(Path.GetFileNameWithoutExtension), Is.EquivalentTo(Names));

    private static string Folder([CallerFilePath] string path = "") => Path.Combine(Path.GetDirectoryName(path)!, "approved");

    private static string Write(CloseDialect dialect)
    {
        var text = new StringBuilder();
        foreach (var property in typeof(CloseDialect).GetProperties().Where(property => property.Name is not ("Rules" or "Fallback")))
        {
            text.Append(CultureInfo.InvariantCulture, $"{property.Name}: {Value(property.GetValue(dialect))}\n");
        }

        for (var table = dialect; table is not null; table = table.Fallback)
        {
            if (table != dialect && KnownDialects.All.Any(known => ReferenceEquals(known, table)))
            {
                text.Append(CultureInfo.InvariantCulture, $"\nWhere none of them fits, {table.Name}.\n");
                break;
            }

            text.Append(CultureInfo.InvariantCulture, $"\n{(table == dialect ? "Its rows" : $"Where none of them fits, {table.Name} with other verdicts")}:\n");
            foreach (var row in table.Rules.OrderBy(row => row.Cause).ThenBy(row => row.Codes.First).ThenBy(row => row.Codes.Last).ThenBy(row => row.ReasonPrefix, StringComparer.Ordinal).ThenBy(row => row.Mentions, StringComparer.Ordinal))
            {
                text.Append(CultureInfo.InvariantCulture, $"{Write(row)}\n");
            }
        }

        return text.ToString();
    }

    private static string Write(CloseRule row)
    {
        var what = row.Cause is { } cause && row.Codes == CodeRange.Any ? $"{cause}" : $"{row.Cause} {row.Codes}".Trim();
        var reason = row.ReasonPrefix is { } prefix ? $" \"{prefix}…\"" : "";
        var mention = row.Mentions is { } words ? $" \"…{words}…\"" : "";
        var least = row.AtLeast == TimeSpan.Zero ? "" : $", at least {row.AtLeast}";
        return $"{what + reason + mention,-18} {row.Verdict}{least} | {row.Name} ({row.Meaning}) | {row.Message} | {row.Resolution}{(row.Source is { } source ? $" [{source}]" : "")}";
    }

    private static string Value(object? value) => value switch
    {
        null => "none",
        string text => text,
        IEnumerable list => string.Join(", ", list.Cast<object>().DefaultIfEmpty("none")),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
