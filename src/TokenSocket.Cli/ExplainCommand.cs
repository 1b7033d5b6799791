using System.CommandLine;
using System.Globalization;
using TokenSocket.CloseCodes;
using TokenSocket.Dialects;

namespace TokenSocket.Cli;

/// <summary><c>tokensocket explain</c>: a row of the dialect, for people or programs.</summary>
internal sealed class ExplainCommand : ToolCommand
{
    public ExplainCommand()
        : base("explain", "Tells what a close code or the HTTP status of a refused handshake means, and what to do.", "tokensocket explain 4003")
    {
        Add(new Argument<string>("CODE") { Description = "A close code (1000-65535) or an HTTP status (100-599)." });
        Add(Json);
    }

    private Option<bool> Json { get; } = new("--json") { Description = "Print one JSON object.", Arity = ArgumentArity.Zero };

    public override Task<int> RunAsync(ParseResult parse, ToolHost host)
    {
        var words = Usage.Positional(parse);
        var code = words is [var word] ? Read(word) : null;
        string[] faults = [.. Usage.FaultsOf(parse), .. FaultOf(words, code)];
        if (faults.Length > 0)
        {
            return Task.FromResult(Usage.Refuse(host.Error, faults));
        }

        var explanation = Explanation.Of(KnownDialects.TokenSocket, code!.Value);
        host.Output.Write(parse.GetResult(Json) is { Implicit: false } ? explanation.ToJson() + host.Output.NewLine : explanation.ToText(host.Output.NewLine));
        host.Output.Flush();
        return Task.FromResult(ExitCode.Done);
    }

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
