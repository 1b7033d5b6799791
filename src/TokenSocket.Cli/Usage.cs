using System.CommandLine;
using System.CommandLine.Parsing;
using TokenSocket.CloseCodes;

namespace TokenSocket.Cli;

/// <summary>Wrong usage: one sentence a fault, on stderr.</summary>
internal static class Usage
{
    /// <summary>Prints the faults.</summary>
    public static int Refuse(TextWriter error, IEnumerable<string> faults)
    {
        foreach (var fault in faults)
        {
            error.WriteLine(fault);
        }

        return ExitCode.Usage;
    }

    /// <summary>What the parser itself found wrong, and options that there are not. What may be a secret is not repeated.</summary>
    public static IEnumerable<string> FaultsOf(ParseResult parse)
    {
        var command = parse.CommandResult.Command.Name;
        return Words(parse).Where(IsOption)
            .Select(word => $"{Name(word)} is no option of {command}; 'tokensocket {command} --help' lists them.")
            .Concat(parse.Errors.Where(error => error.SymbolResult is OptionResult).Select(error => error.Message));
    }

    /// <summary>The words after an option: themselves, for the parser's values throw where it has found a fault of its own.</summary>
    public static string[] ValuesOf(ParseResult parse, Option option) => [.. parse.GetResult(option)?.Tokens.Select(token => token.Value) ?? []];

    /// <summary>The last of them; null where the option is not given.</summary>
    public static string? ValueOf(ParseResult parse, Option option) => ValuesOf(parse, option) is [.., var last] ? last : null;

    /// <summary>Whether a switch is given.</summary>
    public static bool IsSet(ParseResult parse, Option option) => parse.GetResult(option) is { Implicit: false };

    /// <summary>The words that belong to no option and do not look like one.</summary>
    public static string[] Positional(ParseResult parse) => [.. Words(parse).Where(word => !IsOption(word))];

    // To the parser an option that it does not know is an argument like any other.
    private static IEnumerable<string> Words(ParseResult parse) =>
        parse.CommandResult.Children.OfType<ArgumentResult>().SelectMany(argument => argument.Tokens).Select(token => token.Value).Concat(parse.UnmatchedTokens);

    private static bool IsOption(string word) => word.Length > 1 && word[0] == '-';

    // Not what follows: in --tokn=T that is the token.
    private static string Name(string word) => ServerText.Clean(word.StartsWith("--", StringComparison.Ordinal) ? word.Split('=', ':')[0] : word[..2], 64)!;
}
