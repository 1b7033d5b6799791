namespace TokenSocket.Cli;

/// <summary>Cells in columns: for people as wide as their terminal, or as Markdown.</summary>
/// <param name="Head">The names of the columns.</param>
/// <param name="Rows">As many cells each.</param>
internal sealed record TextTable(string[] Head, IReadOnlyList<string[]> Rows)
{
    private const int Narrowest = 8;
    private const string Gap = "  ";

    /// <summary>Lines without trailing spaces; cells are wrapped between words where the table is wider than that.</summary>
    /// <param name="width">The terminal's; null for a file or a pipe, where nothing is wrapped.</param>
    public IEnumerable<string> Lines(int? width)
    {
        var widths = Widths(width);
        foreach (var row in Rows.Prepend(Head))
        {
            var cells = row.Select((cell, column) => Wrap(cell, widths[column])).ToArray();
            for (var line = 0; line < cells.Max(cell => cell.Count); line++)
            {
                yield return string.Join(Gap, cells.Select((cell, column) => (line < cell.Count ? cell[line] : "").PadRight(widths[column]))).TrimEnd();
            }
        }
    }

    /// <summary>Lines of a table in Markdown.</summary>
    public IEnumerable<string> Markdown() =>
        Rows.Select(MarkdownOf).Prepend($"|{string.Concat(Head.Select(_ => "---|"))}").Prepend(MarkdownOf(Head));

    private static string MarkdownOf(string[] row) =>
        $"| {string.Join(" | ", row.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal)))} |";

    // What is too wide is taken from the widest column, a character at a time.
    private int[] Widths(int? width)
    {
        int[] widths = [.. Head.Select((name, column) => Rows.Select(row => row[column].Length).Append(name.Length).Max())];
        var most = width is { } terminal ? terminal - (Gap.Length * (Head.Length - 1)) : int.MaxValue;
        while (widths.Sum() > most && widths.Max() > Narrowest)
        {
            widths[Array.IndexOf(widths, widths.Max())]--;
        }

        return widths;
    }

    private static List<string> Wrap(string text, int width)
    {
        var lines = new List<string>();
        var rest = text;
        while (rest.Length > width)
        {
            // A word that is longer than the line is cut.
            var space = rest.LastIndexOf(' ', width);
            lines.Add(rest[..(space > 0 ? space : width)]);
            rest = rest[(space > 0 ? space + 1 : width)..];
        }

        lines.Add(rest);
        return lines;
    }
}
