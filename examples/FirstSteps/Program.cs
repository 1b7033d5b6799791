using TokenSocket;

await using var socket = new TokenSocketClient(new TokenSocketOptions
{
    GatewayUrl = new Uri(args[0]),
    Token = Environment.GetEnvironmentVariable("TOKENSOCKET_TOKEN"),
});

socket.Messages.Subscribe(message => Console.WriteLine(message.Text));
socket.Disconnections.Subscribe(end => Console.WriteLine($"{end.Info.Code}: {end.Rule.Message} → {end.Verdict}"));
await socket.StartAsync();
Console.WriteLine(await socket.Completion);
