using TokenSocket;
using TokenSocket.Gateway;
using TokenSocket.Gateway.Discord;

namespace Quickstart;

/// <summary>The same client in a host: its options stand in a file that changes while it runs, and a Discord channel is told how it is.</summary>
internal static class HostedStory
{
    private const string Quiet = "\"VerboseLogging\": false";
    private const string Verbose = "\"VerboseLogging\": true";

    /// <param name="story">Told so far.</param>
    /// <param name="server">Nobody is connected to it.</param>
    /// <param name="greeting">Its first message to whom it lets in.</param>
    public static async Task TellAsync(Story story, LoopbackGateway server, string greeting)
    {
        // Discord, in this process, too: it takes and refuses what the real one does, and its channel can be read.
        await using var discord = await StandInDiscord.StartAsync();
        var reader = new Reader(discord, "bot", server.Url);

        var (token, newToken) = (server.Tokens.IssueRandom(owner: "bot"), server.Tokens.IssueRandom(owner: "bot"));
        using var bot = new HostedBot("bot", server.Url, token, discord.WebhookUrl);
        var expect = new Expect("bot", bot.Diary, new TokenSocketOptions
        {
            InitialReconnectInterval = TimeSpan.FromSeconds(1.5),
            MaxReconnectInterval = TimeSpan.FromSeconds(2),
        });

        await story.TellAsync("In a host, VerboseLogging off: it connects, and its Discord channel is silent", async () =>
        {
            bot.Settings.Show("InitialReconnectInterval");
            bot.Settings.Show(Quiet);
            await bot.StartAsync();
            await expect.ConnectsAsync(greeting);
            await reader.SeesNothingAsync();
        });

        await story.TellAsync("VerboseLogging on, in the file: the channel is told, the connection untouched", async () =>
        {
            var before = ServerView.Of(server);
            bot.Settings.Change((Quiet, Verbose));
            await expect.TakesOptionsAsync("VerboseLogging = true");
            await reader.SeesAsync(SpecAlert.Connected);
            before.StaysSo(server);
        });

        await story.TellAsync("A bad edit of the file: it is refused whole, and the old options stay", async () =>
        {
            var before = ServerView.Of(server);
            bot.Settings.Change((Verbose, Quiet), ("MaxReconnectInterval", "MaxReconectInterval"));
            await expect.RefusesOptionsAsync("TokenSocket:MaxReconectInterval is not known; did you mean TokenSocket:MaxReconnectInterval?");
            before.StaysSo(server);

            // Mended: told as good, for it was told as bad. Still verbose, as the next line shows.
            bot.Settings.Change((Quiet, Verbose), ("MaxReconectInterval", "MaxReconnectInterval"));
            await expect.TakesOptionsAsync("the mended file");
        });

        await story.TellAsync("The connection is lost and regained: one message, edited in place", async () =>
        {
            await ServerView.ConnectionOf(server).CloseAsync(SpecRow.ServiceRestart.Code, SpecRow.ServiceRestart.Message);
            var retry = await expect.RetriesAsync(SpecRow.ServiceRestart);
            await reader.SeesAsync(SpecAlert.Reconnecting(SpecRow.ServiceRestart, retry));

            await expect.ConnectsAsync(greeting);
            await reader.SeesEditAsync(SpecAlert.Reconnected(attempts: 1));
            await expect.IsStableAsync(attempts: 1);
        });

        await story.TellAsync("The token is deleted: the channel says what to do", async () =>
        {
            server.Tokens.Delete(token);
            await expect.StopsAsync(SpecRow.DeletedToken, bot.Client.Completion);
            await reader.SeesAsync(SpecAlert.StoppedForGood(SpecRow.DeletedToken));
        });

        await story.TellAsync("A new token in the file: it comes back by itself", async () =>
        {
            bot.Settings.Change((token, newToken));
            await expect.TakesOptionsAsync("another Token");
            await expect.ConnectsAsync(greeting);
            await reader.SeesAsync(SpecAlert.Connected);
        });

        await story.TellAsync("The host stops: it says goodbye", async () =>
        {
            var connection = ServerView.ConnectionOf(server);
            await bot.StopAsync();
            await expect.LeavesAsync();
            await ServerView.HearsGoodbyeAsync(connection);
            reader.HasSeenAll(secrets: [token, newToken, discord.WebhookUrl.Segments[^1]]);
        });
    }
}
