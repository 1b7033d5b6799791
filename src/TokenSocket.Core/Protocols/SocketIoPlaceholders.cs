using System.Text.Json;

namespace TokenSocket.Protocols;

/// <summary>Finds where attachments belong: <c>{"_placeholder":true,"num":N}</c>, at any depth.</summary>
internal static class SocketIoPlaceholders
{
    /// <summary>Whether each attachment has its place, and each place its attachment.</summary>
    public static bool Fit(JsonElement arguments, int attachments)
    {
        var places = new HashSet<int>();
        return AllAreWithin(arguments, attachments, places) && places.Count == attachments;
    }

    // The parser has bounded how deep this goes.
    private static bool AllAreWithin(JsonElement element, int attachments, HashSet<int> places)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Array:
                return element.EnumerateArray().All(item => AllAreWithin(item, attachments, places));
            case JsonValueKind.Object when SocketIoJson.Find(element, "_placeholder"u8).ValueKind == JsonValueKind.True:
                var place = SocketIoJson.Find(element, "num"u8);
                if (place.ValueKind != JsonValueKind.Number || !place.TryGetInt32(out var number) || number < 0 || number >= attachments)
                {
                    return false;
                }

                places.Add(number);
                return true;
            case JsonValueKind.Object:
                return element.EnumerateObject().All(property => AllAreWithin(property.Value, attachments, places));
            default:
                return true;
        }
    }
}
