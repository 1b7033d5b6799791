using Microsoft.Extensions.Configuration;

namespace TokenSocket.Hosting;

/// <summary>One option: its key and how it is read. Null and the empty string count as not set.</summary>
/// <param name="Path">The key below the section, such as <c>Discord:WebhookUrl</c>.</param>
/// <param name="Read">Reads it from the place of its own into the draft, or adds a fault.</param>
internal sealed record OptionKey(string Path, Action<IConfigurationSection, OptionsDraft, OptionFaults> Read)
{
    /// <summary>The last part of the key.</summary>
    public string Name { get; } = ConfigurationPath.GetSectionKey(Path);

    /// <summary>A single value.</summary>
    public static OptionKey Value<T>(string path, Func<string, Parsed<T>> parse, Action<OptionsDraft, T> set) => new(path, (place, draft, faults) =>
    {
        if (TextAt(place, path, faults) is not { } text)
        {
            return;
        }

        var (value, fault) = parse(text);
        if (fault is null)
        {
            set(draft, value);
        }
        else
        {
            faults.Add(path, fault);
        }
    });

    /// <summary>A list of texts, or a single one.</summary>
    public static OptionKey List(string path, Func<OptionsDraft, IList<string>> into) => new(path, (place, draft, faults) =>
    {
        var items = place.GetChildren().ToArray();
        if (items.Any(static item => !item.Key.All(char.IsAsciiDigit)) || (items.Length > 0 && !string.IsNullOrEmpty(place.Value)))
        {
            faults.Add(path, "must be a list of texts, such as [\"a\", \"b\"], or a single text.");
            return;
        }

        foreach (var item in items.Length > 0 ? items : [place])
        {
            if (TextAt(item, item == place ? path : $"{path}:{item.Key}", faults) is { } text)
            {
                into(draft).Add(text);
            }
        }
    });

    /// <summary>Names with a text each, which may be secrets.</summary>
    public static OptionKey Map(string path, Func<OptionsDraft, IDictionary<string, string>> into) => new(path, (place, draft, faults) =>
    {
        if (!string.IsNullOrEmpty(place.Value))
        {
            faults.Add(path, "must be a section of names with a text each, not a single value.");
        }

        foreach (var item in place.GetChildren())
        {
            if (TextAt(item, $"{path}:{item.Key}", faults) is { } text)
            {
                into(draft)[item.Key] = text;
            }
        }
    });

    private static string? TextAt(IConfigurationSection place, string path, OptionFaults faults)
    {
        if (place.GetChildren().Any())
        {
            faults.Add(path, "must be a single value, not a section or a list.");
            return null;
        }

        return string.IsNullOrEmpty(place.Value) ? null : place.Value;
    }
}
