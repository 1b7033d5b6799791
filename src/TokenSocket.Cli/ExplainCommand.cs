using System.CommandLine;
using System.Globalization;
using TokenSocket.CloseCodes;
using TokenSocket.Dialects;

namespace TokenSocket.Cli;

/// <summary><c>tokensocket explain</c>: what a code means in a dialect, or in each of them, for people or programs.</summary>
internal sealed class ExplainCommand : ToolCommand
{
    public ExplainCommand()
        : base("explain", "Tells what a close code or the HTTP status of a refused handshake means, and what to do.", "tokensocket explain 4003 --dialect tokensocket")
    {
        Add(new Argument<string>("CODE") { Description = "A close code (1000-65535) or an HTTP status (100-599)." });
        Add(Dialect);
        Add(Reason);
        Add(Json);
    }

    private Option<string?> Dialect { get; } = DialectNames.Option("The server's language; without it, what the code means in each.");

    private Option<string?> Reason { get; } = new("--reason") { Description = "What the server says beside the code.", HelpName = "TEXT" };

    private Option<bool> Json { get; } = new("--json") { Description = "Print one JSON object for each dialect.", Arity = ArgumentArity.Zero };

    public override Task<int> RunAsync(ParseResult parse, ToolHost host)
    {
        var words = Usage.Positional(parse);
        var code = words is [var word] ? Read(word) : null;
        var name = Usage.ValueOf(parse, Dialect);
        var dialect = name is null ? null : DialectNames.Find(name);
        string[] faults = [.. Usage.FaultsOf(parse), .. FaultOf(words, code)];
        if (name is not null && dialect is null)
        {
            faults = [.. faults, DialectNames.FaultOf(Dialect.Name, name)];
        }

        if (faults.Length > 0)
        {
            return Task.FromResult(Usage.Refuse(host.Error, faults));
        }

        host.WriteLines(Usage.IsSet(parse, Json)
            ? (dialect is null ? KnownDialects.All : [dialect]).Select(one => Explanation.Of(one, code!.Value, Usage.ValueOf(parse, Reason)).ToJson())
            : LinesOf(dialect, code!.Value, Usage.ValueOf(parse, Reason), host.Width));
        return Task.FromResult(ExitCode.Done);
    }

    private static IEnumerable<string> LinesOf(CloseDialect? dialect, int code, string? reason, int? width) => dialect is not null
        ? Explanation.Of(dialect, code, reason).ToLines()
        : CodeOverview.Of(code, reason).Lines(width).Append("").Append($"'tokensocket explain {code} --dialect D' tells more of one.");

    private static int? Read(string word) =>
        int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var code) && code is (>= 100 and <= 599) or (>= 1000 and <= 65535) ? code : null;

    private static string[] FaultOf(string[] words, int? code) => words switch
    {
        [] => ["CODE is missing; give a close code such as 4003, or an HTTP status such as 401."],
        [_, _, ..] => ["CODE is given more than once; one code is explained at a time."],
        [var word] when code is null => [$"CODE must be a close code from 1000 to 65535 or an HTTP status from 100 to 599; it is '{ServerText.Clean(word, 64)}'."],
        _ => [],
    };
}
