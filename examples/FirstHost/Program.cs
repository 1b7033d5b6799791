using FirstHost;
using Microsoft.Extensions.Hosting;
using TokenSocket.Hosting;

var builder = Host.CreateApplicationBuilder(args);
builder.Services.AddTokenSocket(builder.Configuration).AddHandler<Printer>();
await builder.Build().RunAsync();
