using System.Net;
using Serilog.Core;
using Spectre.Console;

namespace TokenSocket.Cli;

/// <summary>What the tool finds around it. A test puts something else there.</summary>
/// <param name="Output">Stdout; throws <see cref="IOException"/> where nobody reads it.</param>
/// <param name="Error">Stderr.</param>
internal sealed record ToolHost(TextWriter Output, TextWriter Error)
{
    /// <summary>The terminal; null where stdout is none, or one that cannot be rewritten.</summary>
    public Func<IAnsiConsole?> Screen { get; init; } = static () => null;

    /// <summary>How many characters fit on a line of the terminal; null where stdout is none. One column is left free, for in some terminals a full line is two.</summary>
    public int? Width => Screen()?.Profile.Out.Width - 1;

    /// <summary>The environment variables.</summary>
    public Func<string, string?> Environment { get; init; } = static _ => null;

    /// <summary>All of them.</summary>
    public Func<IEnumerable<KeyValuePair<string, string?>>> Variables { get; init; } = static () => [];

    /// <summary>The current folder.</summary>
    public string Folder { get; init; } = Directory.GetCurrentDirectory();

    /// <summary>Looks a host name up.</summary>
    public Func<string, CancellationToken, Task<IPAddress[]>> Resolve { get; init; } = static (name, cancellation) => Dns.GetHostAddressesAsync(name, cancellation);

    /// <summary>Clock, network and chance. No log: the notices say all that it would.</summary>
    public TokenSocketServices Services { get; init; } = new() { Logger = Logger.None };

    /// <summary>Writes to stdout.</summary>
    /// <exception cref="IOException">It cannot be written, or nobody reads it.</exception>
    public void WriteLines(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            Output.WriteLine(line);
        }

        Output.Flush();
    }

    /// <summary>Cancelled by Ctrl+C or SIGTERM.</summary>
    public CancellationToken Stop { get; init; }
}
