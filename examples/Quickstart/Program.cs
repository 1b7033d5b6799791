using Quickstart;
using TokenSocket;
using TokenSocket.Gateway;

const string Greeting = "Welcome, bot.";

// The server: in this process, on a free port of 127.0.0.1. It greets every client whose token it accepts.
await using var server = await LoopbackGateway.StartAsync(gateway =>
    gateway.OnConnected = (connection, ended) => new ValueTask(connection.SendAsync($"Welcome, {connection.Owner}.", ended)));
var token = server.Tokens.IssueRandom(owner: "bot");

// The client's options. Leave the two intervals out for the waits that a real server should see: 31, 62, 120, 120 seconds …
var options = new TokenSocketOptions
{
    GatewayUrl = server.Url,
    Token = token,
    InitialReconnectInterval = TimeSpan.FromSeconds(0.5),
    MaxReconnectInterval = TimeSpan.FromSeconds(2),
};
using var story = new Story(server.Url, options);

await story.TellAsync("No token: it stops, and says what to do", async () =>
{
    await using var client = new TokenSocketClient(options with { Token = null });
    var expect = Follow("client", client);

    // A start never throws for what the network does. Completion says why the run ended.
    await client.StartAsync();
    await expect.StopsAsync(SpecRow.MissingToken, client.Completion);
});

await story.TellAsync("A wrong token: it stops", async () =>
{
    await using var client = new TokenSocketClient(options with { Token = "not-a-token" });
    var expect = Follow("client", client);

    await client.StartAsync();
    await expect.StopsAsync(SpecRow.InvalidToken, client.Completion);
});

await using var first = new TokenSocketClient(options);
var expectFirst = Follow("first", first);

await story.TellAsync("The right token: messages arrive", async () =>
{
    await first.StartAsync();
    await expectFirst.ConnectsAsync(Greeting);

    await server.Gateway.BroadcastAsync("""{"action": "enabled"}""");
    await expectFirst.HearsAsync("""{"action": "enabled"}""");
});

await story.TellAsync("The server restarts: it waits and comes back", async () =>
{
    await server.RestartAsync();
    await expectFirst.RetriesAsync(SpecRow.ServiceRestart);
    await expectFirst.ConnectsAsync(Greeting);
});

await using var second = new TokenSocketClient(options);
var expectSecond = Follow("second", second);

await story.TellAsync("A second client with the same token: it stops, and the first lives on", async () =>
{
    await second.StartAsync();
    await expectSecond.StopsAsync(SpecRow.DuplicateConnection, second.Completion);

    await server.Gateway.BroadcastAsync("Still here?");
    await expectFirst.HearsAsync("Still here?");
});

await story.TellAsync("The same, told to retry: it takes over when the first leaves", async () =>
{
    second.UpdateOptions(options with { ReconnectOnDuplicateConnection = true });
    await expectSecond.TakesOptionsAsync("ReconnectOnDuplicateConnection = true");

    await second.StartAsync();
    await expectSecond.RetriesAsync(SpecRow.DuplicateConnection);
    await expectSecond.RetriesAsync(SpecRow.DuplicateConnection);

    await first.StopAsync();
    await expectFirst.LeavesAsync();
    await expectSecond.ConnectsAsync(Greeting);
});

await story.TellAsync("The token is deleted while in use: it stops", async () =>
{
    server.Tokens.Delete(token);
    await expectSecond.StopsAsync(SpecRow.DeletedToken, second.Completion);
});

await story.TellAsync("A new token: it comes back by itself", async () =>
{
    second.UpdateOptions(options with { Token = server.Tokens.IssueRandom(owner: "bot") });
    await expectSecond.TakesOptionsAsync("another Token");
    await expectSecond.ConnectsAsync(Greeting);
});

// The bot moves into a host: options in a file, and a Discord channel.
await second.StopAsync();
await HostedStory.TellAsync(story, server, Greeting);

return story.End();

// Subscribers may be slow or throw: neither reaches the connection.
Expect Follow(string name, TokenSocketClient client)
{
    var diary = new Diary(name);
    client.Notices.Subscribe(diary.Add);
    client.Messages.Subscribe(message => diary.Add(message.Text));
    return new Expect(name, diary, options);
}
