using TokenSocket.Running.Sessions;
using TokenSocket.Telemetry;

namespace TokenSocket.Running;

/// <summary>What every open connection of a client stands on.</summary>
/// <param name="Outgoing">Messages on their way out.</param>
/// <param name="Messages">Messages on their way in.</param>
/// <param name="Desk">What the program has with its sessions.</param>
/// <param name="Meter">Counts messages.</param>
/// <param name="Time">The clock.</param>
internal sealed record LiveParts(OutgoingQueue Outgoing, MessageQueue Messages, SessionDesk Desk, ClientMeter Meter, TimeProvider Time);
