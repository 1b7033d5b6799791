using CustomDialect;
using TokenSocket;
using TokenSocket.CloseCodes;
using TokenSocket.Gateway;
using TokenSocket.Notices;

// A server that closes as that trading service would, one code after the other.
var codes = new Queue<int>([4107, 4008]);
await using var server = await LoopbackGateway.StartAsync(gateway =>
{
    gateway.Dialect = TradingDialect.Instance;
    gateway.OnConnected = async (connection, _) => await connection.CloseAsync(codes.TryDequeue(out var code) ? code : 4555);
});

await using var socket = new TokenSocketClient(new TokenSocketOptions
{
    GatewayUrl = server.Url,
    Token = server.Tokens.IssueRandom(),
    Dialect = TradingDialect.Instance,

    // And one row that this user wants otherwise: the table says nothing about 4500 to 4599, so they would be retried for ever.
    CloseCodes = [new CloseCodeOverride(new CodeRange(4500, 4599)) { Verdict = ReconnectVerdict.Never, Name = "Plan Ended", Message = "The plan has ended." }],
});

socket.Disconnections.Subscribe(end => Console.WriteLine($"{end.Info.Code} {end.Rule.Name}: {end.Rule.Message} → {end.Verdict}"));
socket.Notices.Subscribe(notice =>
{
    if (notice is RetryScheduled retry)
    {
        Console.WriteLine($"     waits {retry.Delay.TotalSeconds:0} s");
    }
});
await socket.StartAsync();
Console.WriteLine(await socket.Completion);
