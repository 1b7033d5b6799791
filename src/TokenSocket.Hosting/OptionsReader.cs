using Microsoft.Extensions.Configuration;
using TokenSocket.DiscordAlerts;

namespace TokenSocket.Hosting;

/// <summary>Reads a section key by key, and tells every fault at once.</summary>
/// <remarks>
/// The framework's binder is not used: it stops at the first value that it cannot convert, reads <c>120000</c> as so many days, and passes over
/// unknown keys.
/// </remarks>
internal static class OptionsReader
{
    /// <summary>What the section says. Never throws for what it says.</summary>
    /// <param name="section">The section; its path stands before every key that is told.</param>
    /// <param name="hasProvider">Whether tokens come from a provider of the container.</param>
    /// <param name="change">What code changes about the options, before they are checked.</param>
    public static OptionsReading Read(IConfigurationSection section, bool hasProvider, Action<TokenSocketOptions>? change = null)
    {
        var faults = new OptionFaults(section.Path);
        var draft = new OptionsDraft();
        var isEmpty = !section.GetChildren().Any();
        if (!isEmpty)
        {
            ReadKeys(section, draft, faults);
        }

        change?.Invoke(draft.Client);
        if (!string.IsNullOrEmpty(section.Value))
        {
            faults.Add("", "must be a section with the options below it, not a single value.");
        }
        else if (isEmpty && draft.Client.GatewayUrl is null)
        {
            faults.Add("", $"is missing or empty; it needs {faults.Whole(nameof(TokenSocketOptions.GatewayUrl))} at least, such as 'wss://gateway.example/v2'.");
        }
        else
        {
            faults.AddUntold(OptionsCheck.KeyedFaultsOf(draft.Client, hasProvider));
            faults.AddUntold(DiscordOptionsCheck.FaultsOf(draft.Discord));
        }

        return new OptionsReading(draft.Client, draft.Discord, draft.StopHostWhenStopped, faults.Sentences());
    }

    private static void ReadKeys(IConfigurationSection section, OptionsDraft draft, OptionFaults faults)
    {
        foreach (var key in OptionKeys.All)
        {
            key.Read(section.GetSection(key.Path), draft, faults);
        }

        foreach (var path in OptionKeys.Sections.Where(path => !string.IsNullOrEmpty(section[path])))
        {
            faults.Add(path, "must be a section with options below it, not a single value.");
        }

        UnknownKeys.Find(section, "", faults);
        draft.Client.TokenPlacement = PlacementReader.Join(draft, faults);
    }
}
