using System.Text.Json;
using TokenSocket.CloseCodes;

namespace TokenSocket.Protocols;

/// <summary>Reads the fields of a JSON object that a server sent. The first thing that is wrong is kept as a sentence; nothing throws.</summary>
/// <param name="what">What the object is, as the beginning of a sentence.</param>
/// <param name="json">The object.</param>
internal sealed class PusherFields(string what, JsonElement json)
{
    private const int LongestId = 256;
    private const int LongestQuote = 64;

    /// <summary>What is wrong; null as long as nothing is.</summary>
    public string? Fault { get; private set; }

    /// <summary>The field; null where it is missing or null.</summary>
    public JsonElement? Find(string name) => FindAny(name) is { ValueKind: not JsonValueKind.Null } value ? value : null;

    /// <summary>The field, which may be null itself; null where it is missing.</summary>
    public JsonElement? FindAny(string name)
    {
        try
        {
            return json.TryGetProperty(name, out var value) ? value : null;
        }
        catch (InvalidOperationException)
        {
            // A name beside it that holds half of a character; .NET finds out only when it compares.
            return Blame("has a name that is no Unicode", "valid JSON");
        }
    }

    /// <summary>A text; null where there is none.</summary>
    public string? Text(string name, int longest = int.MaxValue)
    {
        if (Find(name) is not { } value)
        {
            return null;
        }

        if (TextOf(value) is not { } text)
        {
            return Blame<string>($"has {A(name)} that is {Describe(value)}", "a text");
        }

        return text.Length <= longest ? text : Blame<string>($"has {A(name)} of {text.Length} characters", $"at most {longest}");
    }

    /// <summary>A text that is not empty; null where there is none.</summary>
    public string? Name(string name, int longest = int.MaxValue) =>
        Text(name, longest) is { Length: 0 } ? Blame<string>($"has an empty {name}", "a text that is not empty") : Text(name, longest);

    /// <summary>A text that must be there and not be empty.</summary>
    public string Required(string name) => Name(name) ?? Blame<string>($"has no {name}", "a text that is not empty") ?? "";

    /// <summary>A whole number; null where there is none.</summary>
    public int? Number(string name, string expected = "a whole number")
    {
        if (Find(name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number))
        {
            return number;
        }

        Blame($"has {A(name)} that is {Describe(value)}", expected);
        return null;
    }

    /// <summary>Where a message stands in its stream; null where either part is missing, for one alone says nothing.</summary>
    /// <param name="messageId">The field with the name of the message.</param>
    public PusherPosition? Position(string messageId)
    {
        var (stream, id) = (Name("stream_id", LongestId), Id(messageId));
        if (Find("serial") is not { } value)
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.Number || !value.TryGetUInt64(out var serial))
        {
            Blame($"has a serial that is {Describe(value)}", "a whole number from 0 on");
            return null;
        }

        return stream is null ? null : new PusherPosition(stream, serial, id);
    }

    /// <summary>The name of a message; null where there is none.</summary>
    public string? Id(string name) => Name(name, LongestId);

    /// <summary>The objects of a list; none where it is missing.</summary>
    public IEnumerable<PusherFields> List(string name)
    {
        if (Find(name) is not { } list)
        {
            yield break;
        }

        if (list.ValueKind != JsonValueKind.Array)
        {
            Blame($"has {A(name)} that is {Describe(list)}", "an array");
            yield break;
        }

        foreach (var element in list.EnumerateArray())
        {
            if (element.ValueKind != JsonValueKind.Object)
            {
                Blame($"has {Describe(element)} in {name}", "an object");
                yield break;
            }

            var fields = new PusherFields($"An object in {name}", element);
            yield return fields;
            Join(fields);
        }
    }

    /// <summary>An object; null where there is none.</summary>
    public PusherFields? Object(string name)
    {
        if (Find(name) is { ValueKind: not JsonValueKind.Object } other)
        {
            Blame($"has {A(name)} that is {Describe(other)}", "an object");
        }

        return Find(name) is { ValueKind: JsonValueKind.Object } found ? new PusherFields($"The {name}", found) : null;
    }

    /// <summary>Takes over what is wrong with a part of this.</summary>
    public void Join(PusherFields? part) => Fault ??= part?.Fault;

    /// <summary>Says that something is wrong, unless something is already.</summary>
    /// <param name="found">What it has, after its name.</param>
    /// <param name="expected">What it should have.</param>
    public JsonElement? Blame(string found, string expected)
    {
        Fault ??= $"{what} {found}; {expected} was expected.";
        return null;
    }

    /// <summary>The text; null where it is no text, or none that can be read.</summary>
    public static string? TextOf(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            return null;
        }

        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            // An escape of half a character, which JSON allows and no text can hold.
            return null;
        }
    }

    /// <summary>What a value is, in words.</summary>
    public static string Describe(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => TextOf(value) is { } text ? $"the text {Quote(text)}" : "a text that is no Unicode",
        JsonValueKind.Number => $"the number {ServerText.Clean(value.GetRawText(), LongestQuote)}",
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => "null",
    };

    /// <summary>The server's words within a sentence.</summary>
    public static string Quote(string text) => $"'{ServerText.Clean(text, LongestQuote)}'";

    private static string A(string name) => (name[0] is 'a' or 'e' ? "an " : "a ") + name;

    private T? Blame<T>(string found, string expected)
        where T : class
    {
        Blame(found, expected);
        return null;
    }
}
