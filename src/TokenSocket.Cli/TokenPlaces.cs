using TokenSocket.CloseCodes;
using TokenSocket.Hosting;

namespace TokenSocket.Cli;

/// <summary>Reads the places of a token as a command line has them: <c>header:NAME</c>, <c>bearer</c>, <c>query:NAME</c>, <c>subprotocol:NAME</c>, <c>none</c>.</summary>
internal static class TokenPlaces
{
    /// <summary>What can be written, for help and faults.</summary>
    public const string Forms = "header:NAME, bearer, query:NAME, subprotocol:NAME or none";

    /// <summary>Each kind of place, for shells to complete.</summary>
    public static string[] Words { get; } = [.. Enum.GetNames<TokenLocation>().Select(name => name.ToLowerInvariant())];

    /// <summary>All places, each as the one before it has it in <see cref="TokenPlacement.Also"/>; null for none.</summary>
    /// <param name="option">The option's name.</param>
    /// <param name="values">What is given, in order.</param>
    /// <param name="fault">Takes a sentence. A value that is no place is not repeated in it, for it may be the token.</param>
    public static TokenPlacement? Read(string option, string[] values, Action<string> fault)
    {
        var places = new List<TokenPlacement>();
        foreach (var (index, value) in values.Index())
        {
            var word = value.Split(':', 2) is [var kind, var name] ? (Kind: kind, Name: name) : (Kind: value, Name: null);

            // What is parsed may be a number too, or names with commas.
            if (!Enum.TryParse<TokenLocation>(word.Kind, ignoreCase: true, out var location) || !Words.Contains(word.Kind, StringComparer.OrdinalIgnoreCase))
            {
                fault($"{option} must be {Forms}; number {index + 1} is not.{(Nearness.NearestOf(word.Kind, Words) is { } nearest ? $" Did you mean '{nearest}'?" : "")}");
            }
            else if (word.Name is not null && location is (TokenLocation.Bearer or TokenLocation.None))
            {
                fault($"{option} {word.Kind} takes no name; number {index + 1} has one.");
            }
            else
            {
                places.Add(word.Name is null ? new TokenPlacement(location) : new TokenPlacement(location, word.Name));
            }
        }

        return places.AsEnumerable().Reverse().Aggregate((TokenPlacement?)null, static (also, place) => place with { Also = also });
    }
}
