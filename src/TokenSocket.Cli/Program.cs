using System.Collections;
using System.Runtime.InteropServices;
using Spectre.Console;
using TokenSocket.Cli;

using var stop = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
using var output = StandardOutput.Open();
return await Tool.RunAsync(
    args,
    new ToolHost(output, Console.Error)
    {
        Screen = Terminal,
        Environment = Environment.GetEnvironmentVariable,
        Variables = Variables,
        Stop = stop.Token,
    }).ConfigureAwait(false);

static IEnumerable<KeyValuePair<string, string?>> Variables() =>
    Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().Select(one => KeyValuePair.Create((string)one.Key, (string?)one.Value));

static IAnsiConsole? Terminal() =>
    !Console.IsOutputRedirected && AnsiConsole.Create(new AnsiConsoleSettings()) is { Profile.Capabilities.Ansi: true } terminal ? terminal : null;

// The first signal asks; whoever sends a second does not want to wait for a goodbye.
void Stop(PosixSignalContext signal)
{
    if (!stop.IsCancellationRequested)
    {
        signal.Cancel = true;
        stop.Cancel();
    }
}
