using System.CommandLine;
using TokenSocket.CloseCodes;
using TokenSocket.Dialects;
using TokenSocket.Hosting;

namespace TokenSocket.Cli;

/// <summary>Names of dialects on a command line.</summary>
internal static class DialectNames
{
    private static readonly string[] All = [.. KnownDialects.All.Select(dialect => dialect.Name)];

    /// <summary>An option that takes one; a shell completes it.</summary>
    public static Option<string?> Option(string description)
    {
        var option = new Option<string?>("--dialect") { Description = description, HelpName = "D" };
        option.CompletionSources.Add(All);
        return option;
    }

    /// <summary>An argument that takes one, or none.</summary>
    public static Argument<string?> Argument(string description)
    {
        var argument = new Argument<string?>("NAME") { Description = description, HelpName = "NAME", Arity = ArgumentArity.ZeroOrOne };
        argument.CompletionSources.Add(All);
        return argument;
    }

    /// <summary>The dialect of that name; null where there is none.</summary>
    public static CloseDialect? Find(string name) => KnownDialects.Find(name.Trim());

    /// <summary>One sentence: there is no such dialect, and which may have been meant.</summary>
    public static string FaultOf(string place, string name) =>
        $"{place} '{ServerText.Clean(name, 64)}' is not known; "
        + (Nearness.NearestOf(name.Trim(), All) is { } nearest ? $"did you mean '{nearest}'?" : "'tokensocket dialects' lists them.");
}
