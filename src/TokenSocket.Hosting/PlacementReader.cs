using Microsoft.Extensions.Configuration;
using TokenSocket.CloseCodes;

namespace TokenSocket.Hosting;

/// <summary>Reads the further places of a token: a section with a place and a name, or a list of such.</summary>
internal static class PlacementReader
{
    /// <summary>The key of the further places.</summary>
    public const string Also = "TokenPlacement:Also";

    public static void Read(IConfigurationSection section, OptionsDraft draft, OptionFaults faults)
    {
        if (!string.IsNullOrEmpty(section.Value))
        {
            faults.Add(Also, "must be a section with In and Name, or a list of such, not a single value.");
        }

        var children = section.GetChildren().ToArray();
        var isList = children.Length > 0 && children.All(static child => child.Key.All(char.IsAsciiDigit));
        foreach (var place in isList ? children : children.Length > 0 ? [section] : [])
        {
            if (ReadOne(place, isList ? $"{Also}:{place.Key}" : Also, faults) is { } further)
            {
                draft.PlacementAlso.Add(further);
            }
        }
    }

    /// <summary>Where the token goes, as it has been read; null where nothing was said, or what was said is a fault.</summary>
    public static TokenPlacement? Join(OptionsDraft draft, OptionFaults faults)
    {
        var further = draft.PlacementAlso.AsEnumerable().Reverse().Aggregate((TokenPlacement?)null, static (also, place) => place with { Also = also });
        if (draft.PlacementIn is { } location)
        {
            return Make(location, draft.PlacementName) with { Also = further };
        }

        if ((draft.PlacementName is not null || further is not null) && !faults.Has("TokenPlacement:In"))
        {
            faults.Add("TokenPlacement:In", $"is missing beside its {(further is null ? "name" : "further places")}; write one of {Names}.");
        }

        return null;
    }

    private static string Names => string.Join(", ", Enum.GetNames<TokenLocation>());

    private static TokenPlacement? ReadOne(IConfigurationSection place, string path, OptionFaults faults)
    {
        foreach (var item in place.GetChildren().Where(static item => !Is(item, nameof(TokenPlacement.In)) && !Is(item, nameof(TokenPlacement.Name))))
        {
            faults.Add($"{path}:{ServerText.Clean(item.Key, 64)}", "is not known; a place has In and Name.");
        }

        if (place[nameof(TokenPlacement.In)] is not { Length: > 0 } text)
        {
            faults.Add($"{path}:In", $"is missing; write one of {Names}.");
            return null;
        }

        var (location, fault) = OptionText.Name<TokenLocation>(text);
        if (fault is null)
        {
            return Make(location, place[nameof(TokenPlacement.Name)]);
        }

        faults.Add($"{path}:In", fault);
        return null;
    }

    private static bool Is(IConfigurationSection item, string name) => item.Key.Equals(name, StringComparison.OrdinalIgnoreCase);

    private static TokenPlacement Make(TokenLocation location, string? name) =>
        string.IsNullOrEmpty(name) ? new TokenPlacement(location) : new TokenPlacement(location, name);
}
