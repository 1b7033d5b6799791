using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Reflection;
using TokenSocket.CloseCodes;

namespace TokenSocket.Cli;

/// <summary>The tool, without the process around it.</summary>
internal static class Tool
{
    private static readonly ParserConfiguration Parser = new()
    {
        // A text or token may begin with @ and is no file then; and -x is not to be read as options in a row.
        ResponseFileTokenReplacer = null,
        EnablePosixBundling = false,
    };

    // What dotnet-suggest asks on behalf of a shell: [suggest:position] and the command line as one word.
    private static readonly SuggestDirective Suggest = new();

    /// <summary>Runs one command line.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, ToolHost host)
    {
        var parse = Root().Parse(args, Parser);
        try
        {
            return parse.Action switch
            {
                _ when parse.GetResult(Suggest) is { } asked => Complete(parse, asked, host),
                HelpAction => Help(parse, host.Output),
                SynchronousCommandLineAction and not ParseErrorAction when parse.CommandResult.Command is RootCommand => Version(host.Output),
                _ when parse.CommandResult.Command is ToolCommand command => await command.RunAsync(parse, host).ConfigureAwait(false),
                _ => Usage.Refuse(host.Error, [FaultOf(parse)]),
            };
        }
        catch (IOException e)
        {
            return CannotWrite(e, host.Error);
        }
    }

    private static RootCommand Root()
    {
        var root = new RootCommand("A WebSocket client that understands why it was disconnected.")
        {
            new ListenCommand(), new ExplainCommand(), new DialectsCommand(), new CheckCommand(),
        };
        root.HelpName = "tokensocket";
        root.Directives.Clear(); // [diagram] would print a token.
        root.Directives.Add(Suggest);
        return root;
    }

    private static int Help(ParseResult parse, TextWriter output)
    {
        parse.Invoke(new InvocationConfiguration { Output = output, EnableDefaultExceptionHandler = false });
        var commands = parse.CommandResult.Command is ToolCommand one ? [one] : parse.CommandResult.Command.Subcommands.OfType<ToolCommand>();
        output.WriteLine("Examples:");
        foreach (var command in commands)
        {
            output.WriteLine($"  {command.Example}");
        }

        return ExitCode.Done;
    }

    private static int Complete(ParseResult parse, DirectiveResult asked, ToolHost host)
    {
        var line = parse.Tokens.LastOrDefault(token => token.Type != TokenType.Directive)?.Value ?? "";
        var position = line.Length;
        if (asked.Values is [var text, ..] && !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out position))
        {
            return Usage.Refuse(host.Error, [$"[suggest] must be followed by a position, as in [suggest:3]; it is '{ServerText.Clean(text, 64)}'."]);
        }

        var words = Root().Parse(line, Parser).GetCompletions(position);
        host.WriteLines(words.Select(word => word.Label));
        return ExitCode.Done;
    }

    private static int Version(TextWriter output)
    {
        output.WriteLine(typeof(Tool).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]);
        return ExitCode.Done;
    }

    private static string FaultOf(ParseResult parse)
    {
        var commands = WordList.And([.. parse.CommandResult.Command.Subcommands.Select(command => command.Name)]);
        return parse.UnmatchedTokens is [var word, ..]
            ? $"'{ServerText.Clean(word, 64)}' is no command; there are {commands}, and 'tokensocket --help' explains them."
            : $"A command is missing; there are {commands}, and 'tokensocket --help' explains them.";
    }

    private static int CannotWrite(IOException e, TextWriter error)
    {
        if (StandardOutput.IsClosed(e))
        {
            return ExitCode.Done;
        }

        error.WriteLine($"Stdout cannot be written: {e.Message}");
        return ExitCode.CannotWrite;
    }
}
