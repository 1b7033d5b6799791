using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using TokenSocket.CloseCodes;
using TokenSocket.Contracts;
using TokenSocket.Dialects;
using TokenSocket.Gateway;
using TokenSocket.Gateway.Issuing;
using TokenSocket.Testing;

namespace TokenSocket.Loopback.Tests.Gateway;

/// <summary>One gateway in virtual time whose tokens can be had in both formats, and a client that is not this library's.</summary>
internal sealed class IssuerHost : IAsyncDisposable
{
    public const string FormPath = "/connect/token";
    public const string JsonPath = "/v1/api-token";
    public const string RefreshPath = "/v2/api-token/token/refresh";

    private readonly WebApplication _app;

    private IssuerHost(WebApplication app, VirtualTime time)
    {
        _app = app;
        Time = time;
        Http = new HttpClient { BaseAddress = app.UrlOf("http", "/"), Timeout = Patience.Long };
        Issuer = app.Services.GetRequiredService<TokenIssuer>();
        Issuer.AddClient("app", "hush");
    }

    public HttpClient Http { get; }

    public TokenIssuer Issuer { get; }

    public VirtualTime Time { get; }

    public Uri Live => _app.UrlOf("ws", "/live");

    public static async Task<IssuerHost> StartAsync()
    {
        var time = new VirtualTime();
        WebApplication app = await Hosted.StartAsync(
            builder => builder.Services.AddSingleton<TimeProvider>(time).AddTokenGateway(options =>
            {
                options.Dialect = KnownDialects.LSports;
                options.Session = SessionKind.Plain;
                options.TokenPlacement = new TokenPlacement(TokenLocation.Header, "token");
            }),
            app =>
            {
                app.MapTokenGateway("/live");
                app.MapTokenEndpoint(JsonPath);
                app.MapTokenEndpoint(FormPath, KnownDialects.WireSocket.TokenEndpoint);
            });
        return new IssuerHost(app, time);
    }

    public Task<HttpResponseMessage> PostFormAsync(params (string Name, string Value)[] fields) =>
        Http.PostAsync(FormPath, new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))));

    public Task<HttpResponseMessage> AskAsync() => PostFormAsync(
        ("grant_type", "client_credentials"), ("client_id", "app"), ("client_secret", "hush"), ("scope", "WireSocket.API offline_access"));

    public Task<HttpResponseMessage> RefreshAsync(string? token) =>
        PostFormAsync(("grant_type", "refresh_token"), ("client_id", "app"), ("refresh_token", token!));

    public Task<HttpResponseMessage> PostJsonAsync(string path, object body) => Http.PostAsJsonAsync(path, body);

    /// <summary>A text of the answer, which has to be a good one.</summary>
    public static async Task<string> TextOfAsync(HttpResponseMessage answer, string name)
    {
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        return (await BodyOfAsync(answer)).GetProperty(name).ToString();
    }

    /// <summary>The status and the error of an answer.</summary>
    public static async Task<string> ErrorOfAsync(HttpResponseMessage answer) =>
        $"{(int)answer.StatusCode} {(await BodyOfAsync(answer)).GetProperty("error")}";

    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
    }

    // By way of a string, which can be had more than once.
    private static async Task<JsonElement> BodyOfAsync(HttpResponseMessage answer) =>
        JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync());
}
