using System.CommandLine;

namespace TokenSocket.Cli;

/// <summary><c>tokensocket dialects</c>: which there are, or every row of one.</summary>
internal sealed class DialectsCommand : ToolCommand
{
    public DialectsCommand()
        : base("dialects", "Lists the dialects, or the rows of one.", "tokensocket dialects wiresocket --markdown")
    {
        Add(DialectNames.Argument("The dialect whose rows are listed; without it, the dialects are."));
        Add(Markdown);
        Add(Json);
    }

    private Option<bool> Markdown { get; } = new("--markdown") { Description = "Print a table in Markdown.", Arity = ArgumentArity.Zero };

    private Option<bool> Json { get; } = new("--json") { Description = "Print one JSON object a row.", Arity = ArgumentArity.Zero };

    public override Task<int> RunAsync(ParseResult parse, ToolHost host)
    {
        var words = Usage.Positional(parse);
        var (isMarkdown, isJson) = (Usage.IsSet(parse, Markdown), Usage.IsSet(parse, Json));
        var sheet = words is [var name] && DialectNames.Find(name) is { } dialect ? new DialectSheet(dialect) : null;
        string[] faults =
        [
            .. Usage.FaultsOf(parse),
            .. words.Length > 1 ? ["NAME is given more than once; one dialect is shown at a time."] : Array.Empty<string>(),
            .. words is [var word] && sheet is null ? [DialectNames.FaultOf("NAME", word)] : Array.Empty<string>(),
            .. isMarkdown && isJson ? ["--json is given beside --markdown; leave one of them out."] : Array.Empty<string>(),
        ];
        if (faults.Length > 0)
        {
            return Task.FromResult(Usage.Refuse(host.Error, faults));
        }

        host.WriteLines((isMarkdown, isJson) switch
        {
            (true, _) => sheet?.Markdown() ?? DialectList.Table().Markdown(),
            (_, true) => sheet?.Json() ?? DialectList.Json(),
            _ => sheet?.Lines(host.Width) ?? DialectList.Table().Lines(host.Width),
        });
        return Task.FromResult(ExitCode.Done);
    }
}
