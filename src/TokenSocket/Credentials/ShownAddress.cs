using TokenSocket.CloseCodes;

namespace TokenSocket.Credentials;

/// <summary>What may be shown of an address: no user name, password, query and fragment.</summary>
internal static class ShownAddress
{
    /// <summary>The rest of it; null stays null.</summary>
    public static string? Of(Uri? address) => address switch
    {
        null => null,

        // Of a scheme like ftp Uri takes a query for a part of the path.
        { IsAbsoluteUri: true, Host.Length: > 0 } => ServerText.Clean(
            address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped).Split("%3F")[0], int.MaxValue),

        // 'user:password@host' without a scheme is an address whose scheme is 'user'.
        _ when address.OriginalString.Contains('@', StringComparison.Ordinal) => "***",
        _ => ServerText.Clean(address.OriginalString.Split('?', '#')[0]),
    };
}
