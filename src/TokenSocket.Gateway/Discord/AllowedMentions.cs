using System.Text.Json;
using System.Text.RegularExpressions;

namespace TokenSocket.Gateway.Discord;

/// <summary>
/// Whom a message may ping. (discord.com/developers/docs/resources/message#allowed-mentions-object) A payload without it, or with
/// one that names nobody and nothing, counts as allowing everything: the stricter reading for whoever asserts that nobody is pinged.
/// </summary>
internal sealed partial record AllowedMentions(IReadOnlySet<string> Parse, IReadOnlySet<string> Users, IReadOnlySet<string> Roles)
{
    private const int MaxIds = 100;

    public static readonly AllowedMentions All = new(Names("everyone", "users", "roles"), Names(), Names());

    public bool LetAnyThrough => Parse.Count + Users.Count + Roles.Count > 0;

    /// <summary>
    /// The mentions in a content that are allowed, each once, as they were written. Code is not left out, though Discord
    /// would: a text that only its backticks keep from pinging is one backtick away from it. Embeds never ping.
    /// </summary>
    public IReadOnlyList<string> PingsIn(string content) =>
        [.. Mention().Matches(content).Where(IsAllowed).Select(match => match.Value).Distinct(StringComparer.Ordinal)];

    public static AllowedMentions Read(FormReader message)
    {
        if (message.Object("allowed_mentions") is not { } form)
            return All;
        if (!form.Has("parse") && !form.Has("users") && !form.Has("roles"))
            return All;

        var read = new AllowedMentions(ReadParse(form), ReadIds(form, "users"), ReadIds(form, "roles"));
        RefuseBoth(form, read, "users", read.Users);
        RefuseBoth(form, read, "roles", read.Roles);
        return read;
    }

    private static void RefuseBoth(FormReader form, AllowedMentions read, string kind, IReadOnlySet<string> ids)
    {
        if (read.Parse.Contains(kind) && ids.Count > 0)
            form.Fault("parse", "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", $"parse:[\"{kind}\"] and {kind}: [ids...] are mutually exclusive.", 0);
    }

    private static HashSet<string> ReadParse(FormReader form)
    {
        HashSet<string> names = Names();
        foreach ((JsonElement value, FormPath path) in form.List("parse", 3))
        {
            if (value.ValueKind == JsonValueKind.String && All.Parse.Contains(value.GetString()!))
                names.Add(value.GetString()!);
            else
                form.Errors.Add(path, "BASE_TYPE_CHOICES", "Value must be one of ('everyone', 'users', 'roles').");
        }

        return names;
    }

    private static HashSet<string> ReadIds(FormReader form, string name)
    {
        HashSet<string> ids = Names();
        foreach ((JsonElement value, FormPath path) in form.List(name, MaxIds))
        {
            string? text = value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText();
            if (Snowflake.TryParse(text, out _))
                ids.Add(text!);
            else
                form.Errors.Add(path, "NUMBER_TYPE_COERCE", "Value is not snowflake.");
        }

        return ids;
    }

    private bool IsAllowed(Match mention) => mention.Value[0] == '@'
        ? Parse.Contains("everyone")
        : mention.Groups["role"].Success
            ? Parse.Contains("roles") || Roles.Contains(mention.Groups["id"].Value)
            : Parse.Contains("users") || Users.Contains(mention.Groups["id"].Value);

    private static HashSet<string> Names(params string[] names) => new(names, StringComparer.Ordinal);

    [GeneratedRegex("@everyone|@here|<@(!|(?<role>&))?(?<id>[0-9]+)>", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Mention();
}
