// A bot that stays connected for months. Against a gateway of yours:
//   TokenSocket__GatewayUrl=wss://… TokenSocket__Token=… dotnet run --project examples/BotService
// Alone, with a gateway and a channel of its own:
//   dotnet run --project examples/BotService -- --demo
using BotService;
using Serilog;
using TokenSocket.Hosting;

var builder = WebApplication.CreateBuilder(args);
await using var demo = args.Contains("--demo", StringComparer.Ordinal) ? await Demo.StartAsync(builder.Configuration) : null;

// One log for everything: the client finds Serilog's logger in the container, the framework's own log goes there too.
using var log = new LoggerConfiguration().ReadFrom.Configuration(builder.Configuration).CreateLogger();
builder.Services.AddSingleton<Serilog.ILogger>(log);
builder.Logging.ClearProviders().AddSerilog(log);

// The client: options from the section TokenSocket, which may change while it runs; messages to a handler.
builder.Services.AddTokenSocket(builder.Configuration).AddHandler<BotMessageHandler>();

using var telemetry = Telemetry.StartIfConfigured(builder.Configuration);
var app = builder.Build();
app.MapHealthChecks("/health", HealthAnswer.Options);
if (demo is not null)
{
    app.Lifetime.ApplicationStarted.Register(demo.Play);
}

await app.RunAsync();
