using System.CommandLine;
using TokenSocket.CloseCodes;
using TokenSocket.Hosting;

namespace TokenSocket.Cli;

/// <summary><c>tokensocket check</c>: every fault of a section, or its settings as they will be used; and whether a connection comes about.</summary>
internal sealed class CheckCommand : ToolCommand
{
    private const string DefaultFile = "appsettings.json";

    private static readonly TimeSpan DefaultWatch = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    public CheckCommand()
        : base("check", "Tells every fault of the settings, or the settings as they will be used and the next ten waits.", "tokensocket check appsettings.json --connect --for 5s")
    {
        Add(new Argument<string?>("FILE") { Description = $"The file of settings ({DefaultFile}); environment variables go over it.", Arity = ArgumentArity.ZeroOrOne });
        Add(Section);
        Add(Connect);
        Add(For);
    }

    private Option<string?> Section { get; } = new("--section") { Description = $"The section ({TokenSocketHosting.DefaultName}).", HelpName = "NAME" };

    private Option<bool> Connect { get; } = new("--connect") { Description = "Go on to connect, once, and tell every step.", Arity = ArgumentArity.Zero };

    private Option<string?> For { get; } = new("--for") { Description = "How long --connect watches an open connection (5s).", HelpName = "D" };

    public override Task<int> RunAsync(ParseResult parse, ToolHost host)
    {
        var words = Usage.Positional(parse);
        var path = Path.GetFullPath(words is [var file, ..] ? file : DefaultFile, host.Folder);
        var section = Usage.ValueOf(parse, Section) ?? TokenSocketHosting.DefaultName;
        var (watch, fault) = Usage.ValueOf(parse, For) is { } text ? Durations.Read(For.Name, text, Longest) : (DefaultWatch, null);
        if (fault is null && Usage.ValueOf(parse, For) is not null && !Usage.IsSet(parse, Connect))
        {
            fault = "--for is given without --connect, which it is about; add that, or leave it out.";
        }

        string[] faults = [.. Usage.FaultsOf(parse), .. FaultsOf(words, path, section), .. fault is null ? Array.Empty<string>() : [fault]];
        return faults.Length > 0
            ? Task.FromResult(Usage.Refuse(host.Error, faults))
            : CheckAsync(CheckedFile.Read(path, section, host.Variables()), Usage.IsSet(parse, Connect) ? watch : null, host);
    }

    private static async Task<int> CheckAsync(CheckedFile file, TimeSpan? watch, ToolHost host)
    {
        if (file.Section is not { } section)
        {
            host.WriteLines([file.Fault!]);
            return ExitCode.Failed;
        }

        var reading = OptionsReader.Read(section, hasProvider: false);
        if (reading.Faults.Count > 0)
        {
            host.WriteLines(reading.Faults);
            return ExitCode.Failed;
        }

        host.WriteLines(new SettingsSheet(section, reading).Lines(host.Width));
        if (watch is not { } time)
        {
            return ExitCode.Done;
        }

        host.WriteLines([""]);
        return await new ConnectCheck(reading.Client, time, host).RunAsync().ConfigureAwait(false);
    }

    private static IEnumerable<string> FaultsOf(string[] words, string path, string section)
    {
        if (words.Length > 1)
        {
            yield return "FILE is given more than once; one file is checked at a time.";
        }
        else if (!File.Exists(path))
        {
            yield return words is [var word]
                ? $"FILE must name a file that exists; it is '{ServerText.Clean(word)}'."
                : $"FILE is missing, and there is no {DefaultFile} in this folder; name the file of settings.";
        }

        if (string.IsNullOrWhiteSpace(section))
        {
            yield return $"--section must be the name of a section, such as {TokenSocketHosting.DefaultName}; it is empty.";
        }
    }
}
