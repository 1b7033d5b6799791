using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.Json;
using TokenSocket.CloseCodes;
using TokenSocket.Running.Sessions;

namespace TokenSocket.Cli;

/// <summary>Reads what a command line says of Socket.IO.</summary>
/// <param name="command">The options' definitions.</param>
/// <param name="parse">The command line.</param>
/// <param name="fault">Takes a sentence.</param>
internal sealed class SocketIoReader(ListenCommand command, ParseResult parse, Action<string> fault)
{
    private const int NameAndJson = 2;

    /// <summary>What a session begins with; the client finds its faults.</summary>
    public SocketIoOptions Options() => new()
    {
        Namespace = Usage.ValueOf(parse, command.Namespace) ?? "/",
        Auth = Usage.ValueOf(parse, command.Auth),
    };

    /// <summary>What is to be emitted, in order.</summary>
    /// <param name="dialect">What is spoken; null where nobody knows it.</param>
    public IReadOnlyList<Emission> Emissions(CloseDialect? dialect)
    {
        foreach (var sentence in SessionFit.FaultsOf(parse, dialect, SessionKind.SocketIo, command.Emit, command.Namespace, command.Auth))
        {
            fault(sentence);
        }

        return [.. Pairs().Select(Read).OfType<Emission>()];
    }

    // The parser joins the words of all the options of a name; here it counts which belong together.
    private IEnumerable<string[]> Pairs()
    {
        var tokens = parse.Tokens;
        for (var i = 0; i < tokens.Count; i++)
        {
            if (tokens[i] is { Type: TokenType.Option } token && token.Value == command.Emit.Name)
            {
                yield return [.. tokens.Skip(i + 1).TakeWhile(static word => word.Type == TokenType.Argument).Take(NameAndJson).Select(static word => word.Value)];
            }
        }
    }

    private Emission? Read(string[] words, int index)
    {
        switch (words)
        {
            case []:
                return null; // The parser has said so.
            case ["", ..]:
                return Fault($"{command.Emit.Name} must begin with the name of an event; that of number {index + 1} is empty.");
            case [var name]:
                return Fault($"{command.Emit.Name} '{ServerText.Clean(name, 64)}' must be followed by JSON, such as '{{\"id\":7}}'; nothing follows.");
            case [var name, var json]:
                return Argument(json) is { } argument
                    ? new Emission(name, argument)
                    : Fault($"{command.Emit.Name} '{ServerText.Clean(name, 64)}' must be followed by JSON, such as '{{\"id\":7}}' or '\"text\"'; what follows is none.");
            default:
                return null;
        }
    }

    private static JsonElement? Argument(string json)
    {
        try
        {
            var argument = JsonElement.Parse(json);
            _ = EventArguments.Of(argument);
            return argument;
        }
        catch (Exception e) when (e is JsonException or ArgumentException or InvalidOperationException)
        {
            // The last two for half a character, which no UTF-8 can carry.
            return null;
        }
    }

    private Emission? Fault(string sentence)
    {
        fault(sentence);
        return null;
    }
}
