using Microsoft.Extensions.Configuration;
using TokenSocket.CloseCodes;

namespace TokenSocket.Hosting;

/// <summary>Finds the keys of a section that nobody reads, and what may have been meant. Their values may be secrets, and are not looked at.</summary>
internal static class UnknownKeys
{
    private static readonly string[] Known = [.. OptionKeys.Sections, .. OptionKeys.All.Select(static key => key.Path)];

    /// <summary>Adds a fault for each; what stands below an unknown key is not told.</summary>
    /// <param name="section">The section, or one within it.</param>
    /// <param name="path">Its path within the section; empty for the section itself.</param>
    /// <param name="faults">Where the faults go.</param>
    public static void Find(IConfigurationSection section, string path, OptionFaults faults)
    {
        foreach (var child in section.GetChildren())
        {
            var key = path.Length == 0 ? child.Key : ConfigurationPath.Combine(path, child.Key);
            if (OptionKeys.Sections.Contains(key, StringComparer.OrdinalIgnoreCase))
            {
                Find(child, key, faults);
            }
            else if (!Known.Contains(key, StringComparer.OrdinalIgnoreCase))
            {
                faults.Add(ServerText.Clean(key)!, NearestOf(child.Key, path) is { } nearest
                    ? $"is not known; did you mean {faults.Whole(nearest)}?"
                    : "is not known; the README of TokenSocket lists the options.");
            }
        }
    }

    // Of equally near names, one in the same section was meant.
    private static string? NearestOf(string name, string path) => Known
        .Where(known => Nearness.IsNear(name, ConfigurationPath.GetSectionKey(known)))
        .MinBy(known => (
            Nearness.Distance(name, ConfigurationPath.GetSectionKey(known)),
            !string.Equals(ConfigurationPath.GetParentPath(known) ?? "", path, StringComparison.OrdinalIgnoreCase)));
}
