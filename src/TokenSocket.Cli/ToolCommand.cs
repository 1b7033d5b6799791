using System.CommandLine;

namespace TokenSocket.Cli;

/// <summary>A command that reports its faults itself, so that those of the parser and its own come at once.</summary>
internal abstract class ToolCommand : Command
{
    protected ToolCommand(string name, string description, string example)
        : base(name, description)
    {
        Example = example;
        SetAction(static (_, _) => Task.CompletedTask); // Without one it would show its help. Tool runs it.
    }

    /// <summary>How it is called, for its help.</summary>
    public string Example { get; }

    /// <summary>Runs it, or prints every fault.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public abstract Task<int> RunAsync(ParseResult parse, ToolHost host);
}
