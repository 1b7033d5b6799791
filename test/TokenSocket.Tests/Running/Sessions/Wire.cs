using System.Reactive;
using TokenSocket.Messages;
using TokenSocket.Protocols;

namespace TokenSocket.Tests.Running.Sessions;

/// <summary>The wire and the program as a test of a session sees them.</summary>
internal static class Wire
{
    /// <summary>What the client has sent on the last connection, bytes in angle brackets.</summary>
    public static string[] Sent(this Bench bench) => [.. bench.Gateway.Connection.Received.Select(Show)];

    /// <summary>As above, one after the other.</summary>
    public static string AllSent(this Bench bench) => string.Join(' ', bench.Sent());

    /// <summary>The events that come from now on.</summary>
    public static List<SessionEvent> Record(this Bench bench)
    {
        var events = new List<SessionEvent>();
        bench.Client.Events.Subscribe(Observer.Create<SessionEvent>(events.Add));
        return events;
    }

    private static string Show(SocketMessage message) =>
        message.Kind == MessageKind.Text ? message.Text : $"<{Convert.ToHexString(message.Bytes.Span)}>";
}
