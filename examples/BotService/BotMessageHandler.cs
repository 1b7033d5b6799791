using System.Text.Json;
using TokenSocket.Hosting;
using TokenSocket.Messages;

namespace BotService;

/// <summary>What the bot does with a message. Resolved in a scope of its own each time, so it may take scoped services such as a database.</summary>
internal sealed class BotMessageHandler(Serilog.ILogger log) : ITokenSocketHandler
{
    public ValueTask HandleAsync(SocketMessage message, CancellationToken cancellationToken)
    {
        log.Information("The gateway says {Action}", ActionOf(message.Text));
        return ValueTask.CompletedTask;
    }

    private static string ActionOf(string text)
    {
        try
        {
            using var frame = JsonDocument.Parse(text);
            return frame.RootElement is { ValueKind: JsonValueKind.Object } root
                && root.TryGetProperty("action", out var action)
                && action.ValueKind == JsonValueKind.String
                ? action.GetString()!
                : "something without an action";
        }
        catch (JsonException)
        {
            return "something that is not JSON";
        }
    }
}
