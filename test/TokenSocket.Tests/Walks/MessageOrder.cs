using System.Globalization;
using TokenSocket.Messages;

namespace TokenSocket.Tests.Walks;

/// <summary>Sees that messages, which tell their dial and their number, are those of the connection that was last announced, and in order.</summary>
/// <param name="truth">Where a contradiction goes.</param>
/// <param name="story">Knows what was announced.</param>
internal sealed class MessageOrder(Truth truth, Story story) : IObserver<SocketMessage>
{
    private int _last = -1;
    private int _dial = -1;
    private int _connection;

    public void OnNext(SocketMessage value)
    {
        var dot = value.Text.IndexOf('.', StringComparison.Ordinal);
        var (dial, number) = (ToNumber(value.Text[..dot]), ToNumber(value.Text[(dot + 1)..]));
        truth.Must(story.Connections > 0, "A message came before the first Connected.");
        truth.Must(number > _last, $"Message {number} came after {_last}.");
        truth.Must(_connection == story.Connections == (dial == _dial), $"A message of dial {dial} came after one of dial {_dial}, in connection {story.Connections} after {_connection}.");
        (_last, _dial, _connection) = (number, dial, story.Connections);
    }

    public void OnCompleted()
    {
        // The story counts the ends of streams.
    }

    public void OnError(Exception error) => truth.Must(false, $"The messages ended with {error}.");

    private static int ToNumber(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
