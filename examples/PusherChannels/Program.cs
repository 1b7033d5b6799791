// A public and a private channel of Sockudo: a message, a lost connection, what was missed meanwhile, and a subscription that is refused.
//   dotnet run --project examples/PusherChannels
using Examples;
using TokenSocket;
using TokenSocket.CloseCodes;
using TokenSocket.Credentials;
using TokenSocket.Dialects;
using TokenSocket.Gateway;
using TokenSocket.Notices;
using TokenSocket.Protocols;

// In place of Sockudo, on a free port of 127.0.0.1.
await using var server = await LoopbackGateway.StartAsync(gateway =>
{
    gateway.Dialect = KnownDialects.Sockudo;
    (gateway.Pusher.AppKey, gateway.Pusher.AppSecret) = ("app-key", "app-secret");
});

var report = new Report();
await using var socket = Make("app-secret", name: "");
await using var stranger = Make("a-guess", name: "stranger: ");

// Wanted from now on: on this connection, once there is one, and on every later one.
socket.Subscribe("news");
socket.Subscribe("private-orders");
await socket.ConnectAsync();
await report.SeesAsync("connected", "news: subscribed");
await report.SeesAsync("connected", "private-orders: subscribed");

await server.Gateway.Channels.PublishAsync("news", "headline", "\"one\"");
await server.Gateway.Channels.PublishAsync("private-orders", "filled", """{"order":7}""");
await report.SeesAsync("news: headline one", "private-orders: filled {\"order\":7}");

// The line breaks, and the world goes on.
server.Gateway.Connections.Single().Drop();
await server.Gateway.Channels.PublishAsync("news", "headline", "\"two\"");
await server.Gateway.Channels.PublishAsync("news", "headline", "\"three\"");
await server.Gateway.Channels.PublishAsync("private-orders", "filled", """{"order":8}""");
await report.SeesAsync("lost: 1006", "connected", "news: headline two", "news: headline three", "news: 2 missed came after all");
await report.SeesAsync("lost: 1006", "connected", "private-orders: filled {\"order\":8}", "private-orders: 1 missed came after all");

// Whoever signs with another secret stays outside, and stays connected.
stranger.Subscribe("private-orders");
await stranger.ConnectAsync();
await report.SeesAsync("stranger: connected", "stranger: private-orders: refused with 403");
return report.ExitCode;

TokenSocketClient Make(string secret, string name)
{
    var client = new TokenSocketClient(
        new TokenSocketOptions { GatewayUrl = server.Url, Dialect = KnownDialects.Sockudo },
        new TokenSocketServices { ChannelAuthorizer = new PusherSigner("app-key", secret) });
    client.Events.Subscribe(news => report.Write(name + LineOf(news)));
    client.Notices.Subscribe(notice =>
    {
        if (notice is Connected)
        {
            report.Write($"{name}connected");
        }
        else if (notice is Disconnected { Info.Cause: not DisconnectCause.Requested } end)
        {
            report.Write($"{name}lost: {end.Info.Code}");
        }
    });
    return client;
}

static string LineOf(SessionEvent news) => news switch
{
    Subscribed e => $"{e.Channel}: subscribed",
    SubscriptionRefused e => $"{e.Channel}: refused with {e.Status}",
    EventReceived e => $"{e.Channel}: {e.Name} {e.Data}",
    Recovered e => $"{e.Channel}: {e.Count} missed came after all",

    // What this program knows of the channel has a hole in it now.
    RecoveryFailed e => $"{e.Channel}: something is lost ({e.Code}), to be read anew",
    ErrorReceived e => $"error {e.Code}: {e.Message}",
    _ => $"{news}",
};
