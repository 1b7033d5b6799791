using TokenSocket.CloseCodes;

namespace TokenSocket.Transport;

/// <summary>Reads and completes the query of an address.</summary>
internal static class AddressQuery
{
    /// <summary>The address with each of the parameters; those that it has already stay as they are.</summary>
    public static Uri Complete(Uri address, IReadOnlyList<QueryParameter> parameters)
    {
        var missing = parameters.Where(parameter => ValueOf(address, parameter.Name) is null).Select(static one => Pair(one.Name, one.Value)).ToArray();
        return missing.Length == 0 ? address : With(address, missing);
    }

    /// <summary>The address with each parameter of the other one's query, as it is written there; those that it has already stay as they are.</summary>
    public static Uri Complete(Uri address, Uri other)
    {
        var missing = PairsOf(other).Where(pair => ValueOf(address, NameOf(pair)) is null).ToArray();
        return missing.Length == 0 ? address : With(address, missing);
    }

    /// <summary>The address with one more parameter.</summary>
    public static Uri Add(Uri address, string name, string value) => With(address, Pair(name, value));

    /// <summary>The decoded value of the parameter; null where the address has none of that name.</summary>
    public static string? ValueOf(Uri address, string name)
    {
        foreach (var pair in PairsOf(address))
        {
            if (NameOf(pair) == name)
            {
                return pair.IndexOf('=', StringComparison.Ordinal) is >= 0 and var at ? Uri.UnescapeDataString(pair[(at + 1)..]) : "";
            }
        }

        return null;
    }

    private static string[] PairsOf(Uri address) => address.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries);

    private static string NameOf(string pair) => Uri.UnescapeDataString(pair.Split('=', 2)[0]);

    private static string Pair(string name, string value) => $"{Uri.EscapeDataString(name)}={Uri.EscapeDataString(value)}";

    private static Uri With(Uri address, params string[] pairs)
    {
        var before = address.Query.Length > 1 ? address.Query[1..] + "&" : "";
        return new UriBuilder(address) { Query = before + string.Join('&', pairs) }.Uri;
    }
}
