using System.CommandLine;
using TokenSocket.CloseCodes;
using TokenSocket.Dialects;

namespace TokenSocket.Cli;

/// <summary>Whether options that are about a kind of session fit a dialect.</summary>
internal static class SessionFit
{
    /// <summary>A sentence for each option that is given though the dialect speaks something else; none where there is no dialect.</summary>
    /// <param name="parse">The command line.</param>
    /// <param name="dialect">What is spoken; null where nobody knows it.</param>
    /// <param name="kind">What the options are about.</param>
    /// <param name="options">The options.</param>
    public static IEnumerable<string> FaultsOf(ParseResult parse, CloseDialect? dialect, SessionKind kind, params IEnumerable<Option> options) =>
        dialect is null || dialect.Session == kind
            ? []
            : options.Where(option => Usage.IsSet(parse, option)).Select(option => $"{option.Name} needs a dialect that speaks {WordOf(kind)}, such as {Example(kind)}; '{dialect.Name}' does not.");

    /// <summary>What it is called.</summary>
    public static string WordOf(SessionKind kind) => kind == SessionKind.SocketIo ? "Socket.IO" : kind.ToString();

    private static string Example(SessionKind kind) => $"'--dialect {KnownDialects.All.First(dialect => dialect.Session == kind).Name}'";
}
