using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace TokenSocket.Loopback.Tests.Gateway;

/// <summary>A service's own application on loopback.</summary>
internal static class Hosted
{
    public static async Task<WebApplication> StartAsync(Action<WebApplicationBuilder> configure, Action<WebApplication> map)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRoutingCore();
        configure(builder);
        WebApplication app = builder.Build();
        app.UseRouting();
        map(app);
        await app.StartAsync();
        return app;
    }

    public static Uri UrlOf(this WebApplication app, string scheme, string path)
    {
        string address = app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single();
        return new UriBuilder(address) { Scheme = scheme, Path = path }.Uri;
    }
}
