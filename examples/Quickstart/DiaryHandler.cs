using TokenSocket.Hosting;
using TokenSocket.Messages;

namespace Quickstart;

/// <summary>What a program writes to be handed the messages: a host makes one for each message, with what it asks for.</summary>
internal sealed class DiaryHandler(Diary diary) : ITokenSocketHandler
{
    public ValueTask HandleAsync(SocketMessage message, CancellationToken cancellationToken)
    {
        diary.Add(message.Text);
        return ValueTask.CompletedTask;
    }
}
