// Accepted and rejected bets of LSports' RMS-Socket: connect, join, bets; the server ends the token; a fresh one, join, and bets again.
//   dotnet run --project examples/LSports
using Examples;
using LSports;
using TokenSocket;
using TokenSocket.CloseCodes;
using TokenSocket.Dialects;
using TokenSocket.Notices;
using TokenSocket.Protocols;

// In place of LSports, on a free port of 127.0.0.1. To those who have joined it says what became of two bets.
await using var server = await Bookmaker.OpenAsync();

await using var socket = new TokenSocketClient(new TokenSocketOptions
{
    GatewayUrl = server.Url,
    Dialect = KnownDialects.LSports,
    Headers = { ["customerid"] = "4711" },
    OAuth = new() { TokenUrl = server.TokenUrl, ClientId = "customer-4711", ClientSecret = "its-secret" },
});

var report = new Report();
socket.Events.Subscribe(news =>
{
    if (LineOf(news) is { } line)
    {
        report.Write(line);
    }
});
socket.Notices.Subscribe(notice =>
{
    if (notice is Connected)
    {
        report.Write("connected, and joins as customer 4711");
    }
    else if (notice is Disconnected { Info.Cause: not DisconnectCause.Requested } end)
    {
        report.Write($"lost: {end.Info.Code} {end.Rule.Message} → {end.Verdict}");
    }
});

await socket.ConnectAsync();
await report.SeesAsync("connected, and joins as customer 4711", "bet 1 accepted, stake 10", "bet 2 rejected: the price has changed");

await server.Gateway.CloseAllAsync(4401, "The access token has ended.");
await report.SeesAsync(
    "lost: 4401 Authentication failed after upgrade. → WithFreshToken",
    "connected, and joins as customer 4711", "bet 3 accepted, stake 30", "bet 4 rejected: the price has changed");
return report.ExitCode;

static string? LineOf(SessionEvent news) => news switch
{
    EventReceived { Name: "RESERVE_BET_ACCEPT", Data: var bet } => $"bet {bet.GetProperty("betId")} accepted, stake {bet.GetProperty("stake")}",
    EventReceived { Name: "RESERVE_BET_REJECT", Data: var bet } => $"bet {bet.GetProperty("betId")} rejected: {bet.GetProperty("reason")}",
    _ => null,
};
