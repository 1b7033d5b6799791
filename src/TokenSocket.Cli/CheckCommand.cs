using System.CommandLine;
using TokenSocket.CloseCodes;
using TokenSocket.Hosting;

namespace TokenSocket.Cli;

/// <summary><c>tokensocket check</c>: every fault of a section, or its settings as they will be used.</summary>
internal sealed class CheckCommand : ToolCommand
{
    private const string DefaultFile = "appsettings.json";

    public CheckCommand()
        : base("check", "Tells every fault of the settings, or the settings as they will be used and the next ten waits.", "tokensocket check appsettings.json --section TokenSocket")
    {
        Add(new Argument<string?>("FILE") { Description = $"The file of settings ({DefaultFile}); environment variables go over it.", Arity = ArgumentArity.ZeroOrOne });
        Add(Section);
    }

    private Option<string?> Section { get; } = new("--section") { Description = $"The section ({TokenSocketHosting.DefaultName}).", HelpName = "NAME" };

    public override Task<int> RunAsync(ParseResult parse, ToolHost host)
    {
        var words = Usage.Positional(parse);
        var path = Path.GetFullPath(words is [var file, ..] ? file : DefaultFile, host.Folder);
        var section = Usage.ValueOf(parse, Section) ?? TokenSocketHosting.DefaultName;
        string[] faults = [.. Usage.FaultsOf(parse), .. FaultsOf(words, path, section)];
        return Task.FromResult(faults.Length > 0 ? Usage.Refuse(host.Error, faults) : Check(CheckedFile.Read(path, section, host.Variables()), host));
    }

    private static int Check(CheckedFile file, ToolHost host)
    {
        if (file.Section is not { } section)
        {
            host.WriteLines([file.Fault!]);
            return ExitCode.Failed;
        }

        var reading = OptionsReader.Read(section, hasProvider: false);
        host.WriteLines(reading.Faults.Count > 0 ? reading.Faults : new SettingsSheet(section, reading).Lines(host.Width));
        return reading.Faults.Count > 0 ? ExitCode.Failed : ExitCode.Done;
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
