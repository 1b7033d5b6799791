using System.Globalization;
using System.Text.Json;

namespace TokenSocket.Gateway.Discord;

/// <summary>
/// One JSON object of a payload. A member that is null counts as left out; one that breaks a rule is noted and read as left out.
/// Lengths are UTF-16 units: Discord is said to count code points, of which there are never more, so this is the stricter reading.
/// A text of nothing but white space counts as empty, as Discord trims it.
/// </summary>
internal sealed class FormReader(JsonElement value, FormPath path, FormErrors errors)
{
    public FormErrors Errors => errors;

    public FormPath PathOf(string name) => path.At(name);

    /// <summary>Whether the member is there at all, null or not.</summary>
    public bool Has(string name) => value.TryGetProperty(name, out _);

    public string Text(string name, int max, int min = 0)
    {
        if (Member(name) is not { } member)
            return "";
        if (member.ValueKind != JsonValueKind.String)
            return Fault(name, "STRING_TYPE_CONVERT", "Could not interpret the value as string.", "");

        string text = member.GetString()!;
        if (text.Length <= max && (min == 0 || text.Trim().Length >= min))
            return string.IsNullOrWhiteSpace(text) ? "" : text;
        return min == 0
            ? Fault(name, "BASE_TYPE_MAX_LENGTH", $"Must be {max} or fewer in length.", "")
            : Fault(name, "BASE_TYPE_BAD_LENGTH", $"Must be between {min} and {max} in length.", "");
    }

    /// <summary>A text that has to be there and to hold something.</summary>
    public string RequiredText(string name, int max)
    {
        string text = Text(name, max);
        bool isMissing = Member(name) is not { } member || (member.ValueKind == JsonValueKind.String && string.IsNullOrWhiteSpace(member.GetString()));
        return isMissing ? Fault(name, "BASE_TYPE_REQUIRED", "This field is required", "") : text;
    }

    public string Url(string name)
    {
        string text = Text(name, 2048);
        if (text.Length == 0)
            return "";
        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? url))
            return Fault(name, "URL_TYPE_INVALID_URL", "Not a well formed URL.", "");
        return url.Scheme is "http" or "https"
            ? text
            : Fault(name, "URL_TYPE_INVALID_SCHEME", $"Scheme \"{url.Scheme}\" must be one of ('http', 'https').", "");
    }

    public int? Integer(string name, int min, int max)
    {
        if (Member(name) is not { } member)
            return null;
        if (member.ValueKind != JsonValueKind.Number || !member.TryGetInt64(out long number))
            return Fault<int?>(name, "NUMBER_TYPE_COERCE", "Value is not int.", null);
        if (number < min)
            return Fault<int?>(name, "NUMBER_TYPE_MIN", $"int value should be greater than or equal to {min}.", null);
        return number > max
            ? Fault<int?>(name, "NUMBER_TYPE_MAX", $"int value should be less than or equal to {max}.", null)
            : (int)number;
    }

    public bool Flag(string name)
    {
        if (Member(name) is not { } member)
            return false;
        return member.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? member.GetBoolean()
            : Fault(name, "BOOLEAN_TYPE_CONVERT", "Must be either true or false.", false);
    }

    /// <summary>ISO 8601 with a date, a time and a zone; without a zone a reader would have to guess.</summary>
    public DateTimeOffset? Timestamp(string name)
    {
        string text = Text(name, 64);
        if (text.Length == 0)
            return null;
        string[] formats = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];
        bool hasZone = text[^1] == 'Z' || (text.Length > 6 && text[^6] is '+' or '-');
        return hasZone && DateTimeOffset.TryParseExact(text, formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTimeOffset time)
            ? time
            : Fault<DateTimeOffset?>(name, "DATE_TIME_TYPE_PARSE", $"Could not parse {text}. Should be ISO8601.", null);
    }

    public FormReader? Object(string name) => Member(name) is { } member ? Open(member, path.At(name), errors) : null;

    /// <summary>The objects of a list.</summary>
    public IEnumerable<FormReader> Objects(string name, int max) =>
        List(name, max).Select(item => Open(item.Value, item.Path, errors)).OfType<FormReader>();

    /// <summary>The members of a list with their places; none if it is too long or no list.</summary>
    public IEnumerable<(JsonElement Value, FormPath Path)> List(string name, int max)
    {
        if (Member(name) is not { } member)
            return [];
        if (member.ValueKind != JsonValueKind.Array)
            return Fault<(JsonElement, FormPath)[]>(name, "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType", []);
        return member.GetArrayLength() > max
            ? Fault<(JsonElement, FormPath)[]>(name, "BASE_TYPE_MAX_LENGTH", $"Must be {max} or fewer in length.", [])
            : member.EnumerateArray().Select((item, index) => (item, path.At(name).At(index)));
    }

    public static FormReader? Open(JsonElement value, FormPath path, FormErrors errors)
    {
        if (value.ValueKind == JsonValueKind.Object)
            return new FormReader(value, path, errors);

        errors.Add(path, "DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType");
        return null;
    }

    public T Fault<T>(string name, string code, string message, T instead)
    {
        errors.Add(path.At(name), code, message);
        return instead;
    }

    private JsonElement? Member(string name) =>
        value.TryGetProperty(name, out JsonElement member) && member.ValueKind != JsonValueKind.Null ? member : null;
}
