using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using TokenSocket.Gateway.Discord;

namespace TokenSocket.Loopback.Tests.Discord;

/// <summary>A stand-in of its own for each test, and the platform's HTTP client.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal abstract class DiscordFixture
{
    protected const string Hello = """{"content":"hello"}""";

    protected static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    protected StandInDiscord Discord { get; private set; } = null!;

    protected HttpClient Http { get; } = new() { Timeout = Patience };

    [SetUp]
    public async Task StartAsync() => Discord = await StandInDiscord.StartAsync();

    [TearDown]
    public async Task StopAsync()
    {
        await Discord.DisposeAsync();
        Http.Dispose();
    }

    protected Task<HttpResponseMessage> PostAsync(string body = Hello, string query = "?wait=true", CancellationToken cancellationToken = default) =>
        Http.PostAsync(Discord.WebhookUrl + query, Json(body), cancellationToken);

    protected Task<HttpResponseMessage> EditAsync(ulong message, string body = Hello) =>
        Http.PatchAsync($"{Discord.WebhookUrl}/messages/{message}", Json(body));

    protected static HttpContent Json(string body) => new StringContent(body, Encoding.UTF8, MediaTypeHeaderValue.Parse("application/json"));

    protected static async Task<JsonObject> JsonOf(HttpResponseMessage answer) =>
        JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.AsObject();

    protected static string Header(HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out IEnumerable<string>? values) ? values.Single() : "";
}
