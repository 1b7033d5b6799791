using System.Globalization;

namespace TokenSocket.Gateway.Sessions.Pusher;

/// <summary>What the address that was dialled asks for.</summary>
/// <param name="Frames">The language of the answer, also of a refusal.</param>
/// <param name="AppKey">The key in the path; null if the path is none of an application.</param>
/// <param name="Refusal">Why the client may not stay; null if it may.</param>
internal sealed record PusherDoor(PusherFrames Frames, string? AppKey, PusherError? Refusal)
{
    private const string AppPath = "/app/";
    private const int OldestVersion = 5;
    private const int NewestVersion = 7;
    private const int V2 = 2;

    /// <param name="path">The path of the address. One without <c>/app/</c> in it names no application and is taken as it is.</param>
    /// <param name="protocol">What the query says of the version; null if nothing.</param>
    /// <param name="speaksV2">Whether the acted server is Sockudo.</param>
    /// <param name="appKey">The only key that is let in; null for any.</param>
    public static PusherDoor Open(string path, string? protocol, bool speaksV2, string? appKey)
    {
        PusherError? version = Judge(protocol, speaksV2, out bool isV2);
        string? key = KeyIn(path);
        PusherError? application = key switch
        {
            "" => PusherError.NoSuchPath,
            not null when appKey is not null && key != appKey => PusherError.UnknownApp,
            _ => null,
        };
        return new PusherDoor(isV2 ? PusherFrames.V2 : PusherFrames.Seven, key, application ?? version);
    }

    // Before version 5 the data of the server's events was no string yet: what is sent here would not be understood.
    private static PusherError? Judge(string? protocol, bool speaksV2, out bool isV2)
    {
        isV2 = false;
        if (string.IsNullOrEmpty(protocol))
            return PusherError.NoVersion;
        if (!int.TryParse(protocol, NumberStyles.None, CultureInfo.InvariantCulture, out int version))
            return PusherError.VersionNotANumber;

        isV2 = speaksV2 && version == V2;
        return isV2 || version is >= OldestVersion and <= NewestVersion ? null : PusherError.UnknownVersion;
    }

    private static string? KeyIn(string path)
    {
        int start = path.IndexOf(AppPath, StringComparison.Ordinal);
        return start < 0 ? null : path[(start + AppPath.Length)..].Split('/')[0];
    }
}
