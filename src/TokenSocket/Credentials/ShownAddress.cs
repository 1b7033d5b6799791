using TokenSocket.CloseCodes;

namespace TokenSocket.Credentials;

/// <summary>What may be shown of an address: no user name, password, query and fragment.</summary>
internal static class ShownAddress
{
    /// <summary>The rest of it; null stays null.</summary>
    public static string? Of(Uri? address) => address switch
    {
        null => null,
        { IsAbsoluteUri: true, Host.Length: > 0 } =>
            ServerText.Clean(address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped), int.MaxValue),

        // 'user:password@host' without a scheme is an address whose scheme is 'user'.
        _ when address.OriginalString.Contains('@', StringComparison.Ordinal) => "***",
        _ => ServerText.Clean(address.OriginalString.Split('?', '#')[0]),
    };
}
