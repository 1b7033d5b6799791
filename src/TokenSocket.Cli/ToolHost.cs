using Serilog.Core;

namespace TokenSocket.Cli;

/// <summary>What the tool finds around it. A test puts something else there.</summary>
/// <param name="Output">Stdout; throws <see cref="IOException"/> where nobody reads it.</param>
/// <param name="Error">Stderr.</param>
internal sealed record ToolHost(TextWriter Output, TextWriter Error)
{
    /// <summary>The environment variables.</summary>
    public Func<string, string?> Environment { get; init; } = static _ => null;

    /// <summary>Clock, network and chance. No log: the notices say all that it would.</summary>
    public TokenSocketServices Services { get; init; } = new() { Logger = Logger.None };

    /// <summary>Cancelled by Ctrl+C or SIGTERM.</summary>
    public CancellationToken Stop { get; init; }
}
