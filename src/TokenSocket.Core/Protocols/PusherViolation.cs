using TokenSocket.CloseCodes;

namespace TokenSocket.Protocols;

/// <summary>The end of a session whose server does not keep to the protocol.</summary>
internal static class PusherViolation
{
    /// <param name="sentence">What it sent, and what was expected.</param>
    public static SessionOrder Of(string sentence) =>
        new SessionOrder.End(new DisconnectInfo(DisconnectCause.ProtocolViolation, CloseCode.AbnormalClosure, sentence));
}
