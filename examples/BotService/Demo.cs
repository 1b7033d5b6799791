using TokenSocket.Gateway;
using TokenSocket.Gateway.Discord;

namespace BotService;

/// <summary>A gateway and a channel inside this process, and a day in the life of a bot in half a minute, over and over.</summary>
internal sealed class Demo : IAsyncDisposable
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(4);

    private readonly CancellationTokenSource _over = new();
    private readonly IConfigurationRoot _configuration;
    private readonly LoopbackGateway _server;
    private readonly StandInDiscord _discord;
    private string _token;

    private Demo(IConfigurationRoot configuration, LoopbackGateway server, StandInDiscord discord)
    {
        (_configuration, _server, _discord) = (configuration, server, discord);
        _token = server.Tokens.IssueRandom(owner: "bot");
        discord.OnChanged = Show;
    }

    /// <summary>Starts both and points the configuration at them.</summary>
    public static async Task<Demo> StartAsync(ConfigurationManager configuration)
    {
        var demo = new Demo(configuration, await LoopbackGateway.StartAsync(), await StandInDiscord.StartAsync());
        configuration.AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
        {
            ["TokenSocket:GatewayUrl"] = demo._server.Url.ToString(),
            ["TokenSocket:Token"] = demo._token,
            ["TokenSocket:InitialReconnectInterval"] = "3000",
            ["TokenSocket:StableAfter"] = "2000",
            ["TokenSocket:Discord:WebhookUrl"] = demo._discord.WebhookUrl.ToString(),
            ["TokenSocket:Discord:Username"] = "TokenSocket",
        });
        return demo;
    }

    /// <summary>Lets things happen until the program ends.</summary>
    public void Play() => _ = PlayAsync(_over.Token);

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await _server.DisposeAsync();
        await _discord.DisposeAsync();
        _over.Dispose();
    }

    private async Task PlayAsync(CancellationToken over)
    {
        using var beat = new PeriodicTimer(Beat);
        try
        {
            while (await beat.WaitForNextTickAsync(over))
            {
                Tell("The gateway sends a message.");
                await _server.Gateway.BroadcastAsync("""{"action": "enabled"}""");

                await beat.WaitForNextTickAsync(over);
                Tell("The gateway restarts.");
                await _server.RestartAsync();

                await beat.WaitForNextTickAsync(over);
                await beat.WaitForNextTickAsync(over);
                Tell("Somebody deletes the token.");
                _server.Tokens.Delete(_token);

                await beat.WaitForNextTickAsync(over);
                Tell("A new token is put into the configuration.");
                _token = _server.Tokens.IssueRandom(owner: "bot");
                _configuration["TokenSocket:Token"] = _token;
                _configuration.Reload();
            }
        }
        catch (OperationCanceledException)
        {
            // The program ends.
        }
    }

    private void Show(ChannelMessage changed)
    {
        Console.WriteLine();
        Console.WriteLine($"        in the channel, {(changed.Edits == 0 ? "a new message" : "a message is edited")}:");
        foreach (var line in changed.Dump(TimeProvider.System.GetUtcNow()).TrimEnd().Split('\n'))
        {
            Console.WriteLine($"        {line}");
        }
    }

    private static void Tell(string what)
    {
        Console.WriteLine();
        Console.WriteLine($"--- {what}");
    }
}
