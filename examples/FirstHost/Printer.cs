using TokenSocket.Hosting;
using TokenSocket.Messages;

namespace FirstHost;

internal sealed class Printer : ITokenSocketHandler
{
    public async ValueTask HandleAsync(SocketMessage message, CancellationToken cancellationToken) => await Console.Out.WriteLineAsync(message.Text);
}
