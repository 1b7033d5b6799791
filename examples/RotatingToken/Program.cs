// Tokens that live 10 s, for a minute: each is replaced at 8 s, and the connection with it, before the server could close it.
//   dotnet run --project examples/RotatingToken [seconds]
using System.Globalization;
using RotatingToken;
using TokenSocket;
using TokenSocket.CloseCodes;
using TokenSocket.Dialects;
using TokenSocket.Gateway;

var seconds = args is [var text] && int.TryParse(text, CultureInfo.InvariantCulture, out var given) ? given : 60;

// WireSocket's tokens and close codes, at a server that closes a connection when its token ends.
var dialect = KnownDialects.Find("wiresocket")! with { AgeingToken = AgeingToken.Reconnect };
await using var server = await LoopbackGateway.StartAsync(gateway => gateway.Dialect = dialect);
server.Issuer.AccessTokenLifetime = TimeSpan.FromSeconds(10);
server.Issuer.AddClient("bot-7", "its-secret");

await using var socket = new TokenSocketClient(new TokenSocketOptions
{
    GatewayUrl = server.Url,
    Dialect = dialect,
    OAuth = new() { TokenUrl = server.TokenUrl, ClientId = "bot-7", ClientSecret = "its-secret" },
});
var diary = new Diary();
socket.Notices.Subscribe(diary.Write);

await socket.StartAsync();
await Task.WhenAny(socket.Completion, Task.Delay(TimeSpan.FromSeconds(seconds)));
var wentOn = !socket.Completion.IsCompleted;
await socket.StopAsync();

Console.WriteLine(
    $"{server.Gateway.HandshakesSeen} dials, {server.Gateway.TokensRejected} rejected; {server.Issuer.TokensIssued} tokens: " +
    $"{server.Issuer.ClientCredentialsSeen} for the secret, {server.Issuer.RefreshesSeen} by refresh, {server.Issuer.ReusedRefreshTokens} refresh tokens used twice.");
return wentOn && server.Gateway.TokensRejected == 0 && diary.Failures == 0 ? 0 : 1;
