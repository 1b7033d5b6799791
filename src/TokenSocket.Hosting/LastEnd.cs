using TokenSocket.CloseCodes;
using TokenSocket.Notices;

namespace TokenSocket.Hosting;

/// <summary>Why a client was last disconnected, in the words of the dialect; a refused redirect's and a token provider's sentence stand in the message.</summary>
/// <param name="Code">The close code or HTTP status; null where there was none.</param>
/// <param name="Name">The title of the row that decided.</param>
/// <param name="Message">What happened.</param>
/// <param name="Resolution">What a person should do.</param>
internal sealed record LastEnd(int? Code, string Name, string Message, string Resolution)
{
    public static LastEnd Of(Disconnected end) => new(end.Info.Code ?? end.Info.HttpStatus, end.Rule.Name, end.Rule.Message, end.Rule.Resolution);

    public static LastEnd Of(StopReason reason) => new(reason.Code, reason.Rule.Name, reason.Message, reason.Resolution);

    /// <summary>What the notice says about an end that nobody asked for, else what is known already.</summary>
    public static LastEnd? After(LastEnd? known, ConnectionNotice notice) => notice switch
    {
        Disconnected { Info.Cause: not DisconnectCause.Requested } end => Of(end),
        Stopped { Reason: { Kind: not StopKind.Requested } reason } => Of(reason),
        _ => known,
    };
}
