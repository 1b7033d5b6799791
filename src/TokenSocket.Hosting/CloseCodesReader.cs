using System.Globalization;
using Microsoft.Extensions.Configuration;
using TokenSocket.CloseCodes;

namespace TokenSocket.Hosting;

/// <summary>Reads what a user says about codes: a section for each code or range, or its verdict alone.</summary>
internal static class CloseCodesReader
{
    private static readonly string[] Known =
    [
        nameof(CloseCodeOverride.Verdict), nameof(CloseCodeOverride.Name), nameof(CloseCodeOverride.Message),
        nameof(CloseCodeOverride.Resolution), nameof(CloseCodeOverride.AtLeast),
    ];

    public static void Read(IConfigurationSection place, OptionsDraft draft, OptionFaults faults)
    {
        const string path = nameof(TokenSocketOptions.CloseCodes);
        if (!string.IsNullOrEmpty(place.Value))
        {
            faults.Add(path, "must be a section with a code or a range of codes for each row, such as \"4401\", not a single value.");
        }

        foreach (var row in place.GetChildren())
        {
            var key = $"{path}:{ServerText.Clean(row.Key, 64)}";
            if (RangeOf(row.Key) is not { } range)
            {
                faults.Add(key, "is not a code or a range; write it like 4401 or 4500-4599.");
            }
            else
            {
                draft.Client.CloseCodes.Add(ReadRow(row, key, range, faults));
            }
        }
    }

    private static CloseCodeOverride ReadRow(IConfigurationSection row, string path, CodeRange range, OptionFaults faults)
    {
        var said = new CloseCodeOverride(range);
        if (!string.IsNullOrEmpty(row.Value))
        {
            return said with { Verdict = Value(row.Value, OptionText.Name<ReconnectVerdict>, path, faults) };
        }

        foreach (var item in row.GetChildren())
        {
            var key = $"{path}:{ServerText.Clean(item.Key, 64)}";
            if (!Known.Contains(item.Key, StringComparer.OrdinalIgnoreCase))
            {
                faults.Add(key, Nearness.NearestOf(item.Key, Known) is { } nearest
                    ? $"is not known; did you mean {faults.Whole($"{path}:{nearest}")}?"
                    : $"is not known; a row may say {string.Join(", ", Known)}.");
            }
            else if (item.GetChildren().Any())
            {
                faults.Add(key, "must be a single value, not a section or a list.");
            }
            else if (!string.IsNullOrEmpty(item.Value))
            {
                said = Say(said, item.Key, item.Value, key, faults);
            }
        }

        return said;
    }

    private static CloseCodeOverride Say(CloseCodeOverride said, string name, string text, string key, OptionFaults faults) => name.ToUpperInvariant() switch
    {
        "VERDICT" => said with { Verdict = Value(text, OptionText.Name<ReconnectVerdict>, key, faults) },
        "NAME" => said with { Name = text },
        "MESSAGE" => said with { Message = text },
        "RESOLUTION" => said with { Resolution = text },
        _ => said with { AtLeast = Value(text, IntervalText.Parse, key, faults) },
    };

    private static T? Value<T>(string text, Func<string, Parsed<T>> parse, string key, OptionFaults faults)
        where T : struct
    {
        var (value, fault) = parse(text);
        if (fault is null)
        {
            return value;
        }

        faults.Add(key, fault);
        return null;
    }

    private static CodeRange? RangeOf(string text) => text.Split('-', StringSplitOptions.TrimEntries) switch
    {
        [var code] when CodeOf(code) is { } only => new CodeRange(only, only),
        [var first, var last] when CodeOf(first) is { } from && CodeOf(last) is { } to => new CodeRange(from, to),
        _ => null,
    };

    private static int? CodeOf(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var code) ? code : null;
}
