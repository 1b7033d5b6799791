using TokenSocket.CloseCodes;

namespace TokenSocket.Hosting;

/// <summary>Collects faults by their keys below a section, and tells them in the order of the table.</summary>
/// <param name="section">The section's own path.</param>
internal sealed class OptionFaults(string section)
{
    // A sentence holds values that are cut already; this is for what the checks of others let through.
    private const int MaxLength = 1024;

    private readonly List<(string Key, string Sentence)> _faults = [];

    public void Add(string key, string sentence) => _faults.Add((key, sentence));

    /// <summary>Adds what a check found about keys that are not already told.</summary>
    public void AddUntold(IEnumerable<(string Key, string Sentence)> faults)
    {
        var told = _faults.Select(static fault => fault.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);
        _faults.AddRange(faults.Where(fault => !told.Contains(fault.Key)));
    }

    public bool Has(string key) => _faults.Exists(fault => fault.Key == key);

    /// <summary>The key with the section before it.</summary>
    public string Whole(string key) => string.Join(':', new[] { section, key }.Where(static part => part.Length > 0));

    public IReadOnlyList<string> Sentences() =>
    [
        .. _faults
            .OrderBy(static fault => OptionKeys.RankOf(fault.Key))
            .ThenBy(static fault => fault.Key, StringComparer.Ordinal)
            .Select(fault => ServerText.Clean($"{Whole(fault.Key)} {fault.Sentence}", MaxLength)!),
    ];
}
