// A server of your own: try it with
//   tokensocket listen ws://localhost:5000/gateway --token <what it prints>
using TokenSocket.Gateway;

var builder = WebApplication.CreateBuilder(args);

// Tokens live in memory here; register your own ITokenRegistry before this line to keep them in a database.
builder.Services.AddTokenGateway(options =>
    options.OnMessage = async (connection, message, ended) => await connection.SendAsync($"You said: {message.Text}", ended));

var app = builder.Build();
app.MapTokenGateway("/gateway");

var tokens = (InMemoryTokenRegistry)app.Services.GetRequiredService<ITokenRegistry>();
Console.WriteLine($"Token: {tokens.IssueRandom()}");

// Whoever uses the token is closed with 4004.
app.MapDelete("/tokens/{token}", (string token) => tokens.Delete(token) ? Results.NoContent() : Results.NotFound());

app.Run();
