// A document at WireSocket, whose three regions are acted on this machine: where it lives is asked first, tokens are refreshed, and a close moves it.
//   dotnet run --project examples/WireSocket
using TokenSocket;
using TokenSocket.Credentials;
using TokenSocket.Dialects;
using TokenSocket.Gateway;
using WireSocket;

await using var east = await Region.OpenAsync("us-east");
await using var west = await Region.OpenAsync("us-west");
await using var front = await LoopbackGateway.StartAsync(options =>
{
    options.Dialect = KnownDialects.WireSocket;
    options.Discovery.Url = east.Url;
});
front.Issuer.AddClient("bot-7", "its-secret");

using var issuer = new OAuthTokenProvider(new OAuthOptions
{
    TokenUrl = front.TokenUrl,
    ClientId = "bot-7",
    ClientSecret = "its-secret",
    Endpoint = KnownDialects.WireSocket.TokenEndpoint,
});
var tokens = new DelegateTokenProvider(async (request, cancelled) =>
{
    var token = await issuer.GetTokenAsync(request, cancelled);
    east.LetIn(token!.Value, "bot-7");
    west.LetIn(token.Value, "bot-7");
    return token;
});

await using var socket = new TokenSocketClient(
    new TokenSocketOptions
    {
        GatewayUrl = new Uri(front.Url, "?documentName=notes"),
        Dialect = KnownDialects.WireSocket,
        Discovery = true,
        StableAfter = TimeSpan.FromMilliseconds(200),
    },
    new TokenSocketServices { TokenProvider = tokens });
var diary = new Diary(socket, east, west);
byte[] everyByte = [.. Enumerable.Range(0, 256).Select(static value => (byte)value)];

Console.WriteLine("The front is asked where the document lives, with a token for the client's secret.");
await socket.StartAsync();
await diary.ConnectedAsync();
var wasUntouched = await diary.ComesBackAsync(socket, everyByte);

Console.WriteLine("us-east has the token for invalid: it is refreshed, and the front asked again.");
await east.CloseAsync(4002);
await diary.ConnectedAsync();

Console.WriteLine("Later that one, too: the next refresh token is used, for each of them holds once.");
await Task.Delay(TimeSpan.FromSeconds(1));
await east.CloseAsync(4002);
await diary.ConnectedAsync();

Console.WriteLine("The document moves to us-west: the close says so, and nobody has to be asked.");
await east.CloseAsync(4009, west);
await diary.ConnectedAsync();
wasUntouched &= await diary.ComesBackAsync(socket, everyByte);
await socket.StopAsync();
await socket.Completion;

(string What, long Seen, long Wanted)[] facts =
[
    ("questions where the document lives", front.Gateway.DiscoveriesSeen, 3),
    ("dials of the front itself", front.Gateway.HandshakesSeen, 0),
    ("dials of us-east", east.Gateway.HandshakesSeen, 3),
    ("dials of us-west", west.Gateway.HandshakesSeen, 1),
    ("tokens that a region refused", east.Gateway.TokensRejected + west.Gateway.TokensRejected, 0),
    ("tokens for the secret", front.Issuer.ClientCredentialsSeen, 1),
    ("tokens for a refresh token", front.Issuer.RefreshesSeen, 2),
    ("refresh tokens used twice", front.Issuer.ReusedRefreshTokens, 0),
    ("messages that came back otherwise", wasUntouched ? 0 : 1, 0),
    ("surprises", diary.Surprises, 0),
];
Console.WriteLine("In the end:");
foreach (var (what, seen, wanted) in facts)
{
    Console.WriteLine($"  {seen} {what}{(seen == wanted ? "" : $", where {wanted} was to be seen")}");
}

return facts.All(static fact => fact.Seen == fact.Wanted) ? 0 : 1;
