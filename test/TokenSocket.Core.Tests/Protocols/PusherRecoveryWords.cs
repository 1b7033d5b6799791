namespace TokenSocket.Core.Tests.Protocols;

/// <summary>What a server says about positions, and a client to whom it says it.</summary>
internal static class PusherRecoveryWords
{
    public const string Unverifiable = "continuity_unverifiable";

    /// <summary>A second connection that waits for what each channel has missed since (s, 5).</summary>
    public static PusherPlay Resuming(params string[] channels)
    {
        var play = PusherPlay.UpV2(channels);
        foreach (var channel in channels)
        {
            play.Hear(Succeeded(channel, "s", 5));
        }

        return play.Connect();
    }

    public static string Succeeded(string channel, string stream, ulong serial) =>
        $$"""{"event":"sockudo_internal:subscription_succeeded","channel":"{{channel}}","data":"{}","stream_id":"{{stream}}","serial":{{serial}}}""";

    public static string Message(string channel, string stream, ulong serial, string id) =>
        $$"""{"event":"news","channel":"{{channel}}","data":{},"message_id":"{{id}}","stream_id":"{{stream}}","serial":{{serial}}}""";

    public static string Success(string recovered, string failed = "") =>
        $$"""{"event":"sockudo:resume_success","data":{"recovered":[{{recovered}}],"failed":[{{failed}}]} }""";
}
