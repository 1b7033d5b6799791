using System.Globalization;
using System.Text;
using Spectre.Console;
using TokenSocket;

namespace Quickstart;

/// <summary>How it looks. Each colour has one meaning.</summary>
internal static class Screen
{
    /// <summary>As it should be, or connected.</summary>
    public const string Good = "green";

    /// <summary>Disconnected, and will be back.</summary>
    public const string Pause = "yellow";

    /// <summary>Stopped until a person acts.</summary>
    public const string Halt = "red";

    /// <summary>A message.</summary>
    public const string News = "aqua";

    /// <summary>What the program itself did, and what is said beside.</summary>
    public const string Aside = "grey";

    private const int Width = 100;

    // As far as the texts are.
    private const int Margin = 20;

    private static readonly IAnsiConsole Out = Create();

    public static void Open(Uri gateway, TokenSocketOptions options)
    {
        var (initial, max) = (Seconds(options.InitialReconnectInterval), Seconds(options.MaxReconnectInterval));
        Write($"[bold]TokenSocket quickstart[/]  with a server of its own, {gateway}");
        Write($"[{Aside}]Each ✓ was announced and checked. Waits are cut: {initial} at first, {max} at most.[/]");
        Out.WriteLine();
    }

    public static void Title(int line, string title) => Write($"[bold]{line}  {title}[/]");

    /// <summary>One thing that a client announced and that is as it should be.</summary>
    public static void Line(string who, string colour, string what, string text, string aside = "") =>
        Row(Ink($"  [{Good}]✓[/]"), Ink($"{who}"), Ink($"[{colour}]{what}[/]"), Ink($"{text}[{Aside}]{aside}[/]"));

    /// <summary>What the program itself did.</summary>
    public static void Act(string who, string what, string text) => Row(Ink($""), Ink($"{who}"), Ink($"[{Aside}]{what}[/]"), Ink($"{text}"));

    /// <summary>A message in a channel: first who says it, then its title, then the rest.</summary>
    /// <param name="colour">The bar's, as <c>#rrggbb</c>.</param>
    /// <param name="dump">Lines that begin with a bar.</param>
    public static void Post(string colour, string dump)
    {
        foreach (var (index, line) in dump.TrimEnd().Split('\n').Index())
        {
            var (bar, text) = (line[..1], line[1..]);
            var style = index switch { 0 => Aside, 1 => "bold", _ => "default" };
            Out.Write(Columns(Margin).AddRow(Ink($""), Ink($"[{colour}]{bar}[/][{style}]{text}[/]")));
        }
    }

    public static void Fail(int line, string title, string why)
    {
        Out.Write(Columns(3).AddRow(Ink($"  [{Halt}]✗[/]"), Ink($"{why}")));
        Out.WriteLine();
        Write($"[{Halt}]✗[/] Line {line} is not as specified: {title}.");
    }

    public static void Close(int lines, TimeSpan took)
    {
        Out.WriteLine();
        Write($"[{Good}]✓[/] All {lines} lines are as specified, in {took.TotalSeconds:0} s.");
        Write($"  [{Aside}]Next: read[/] examples/Quickstart/Program.cs[{Aside}], try the others in[/] examples/[{Aside}], run[/] dotnet test");
    }

    public static string Seconds(TimeSpan? time) => string.Create(CultureInfo.InvariantCulture, $"{time?.TotalSeconds:0.##} s");

    // What stands in the braces is escaped, so that no text of a server can be markup.
    private static Markup Ink(FormattableString markup) => Markup.FromInterpolated(CultureInfo.InvariantCulture, markup);

    private static void Write(FormattableString markup) => Out.MarkupLineInterpolated(CultureInfo.InvariantCulture, markup);

    private static void Row(params Markup[] cells) => Out.Write(Columns(3, 6, 9).AddRow(cells));

    // A grid, so that a long text wraps below itself on a narrow screen.
    private static Grid Columns(params int[] widths)
    {
        var grid = new Grid();
        foreach (var width in widths)
        {
            grid.AddColumn(new GridColumn().Width(width).NoWrap().Padding(0, 0, 1, 0));
        }

        return grid.AddColumn(new GridColumn().Padding(0, 0));
    }

    private static IAnsiConsole Create()
    {
        Console.OutputEncoding = Encoding.UTF8;
        var isPlain = Console.IsOutputRedirected || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = isPlain ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = isPlain ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,

            // They would colour what is piped, too, on the build servers that they know.
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = !isPlain },
        });
        if (Console.IsOutputRedirected)
        {
            console.Profile.Width = Width;
        }

        return console;
    }
}
