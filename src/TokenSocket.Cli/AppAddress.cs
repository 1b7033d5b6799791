namespace TokenSocket.Cli;

/// <summary>The address of an app, whose path ends with <c>/app/</c> and its key (Pusher).</summary>
internal static class AppAddress
{
    private const string App = "app";

    /// <summary>The key; null where the address ends with none.</summary>
    public static string? KeyOf(Uri address) =>
        address.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries) is [.., App, var key] ? Uri.UnescapeDataString(key) : null;

    /// <summary>The address, which has no key yet, with this one.</summary>
    /// <param name="address">May end with <c>/app</c>.</param>
    /// <param name="key">Without anything that an address escapes.</param>
    public static Uri With(Uri address, string key)
    {
        var path = address.AbsolutePath.TrimEnd('/');
        return new UriBuilder(address) { Path = path.EndsWith("/" + App, StringComparison.Ordinal) ? $"{path}/{key}" : $"{path}/{App}/{key}" }.Uri;
    }
}
