using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Serilog.Events;
using TokenSocket.Contracts;
using TokenSocket.Contracts.Alerts;
using TokenSocket.Gateway.Discord;
using TokenSocket.Notices;

namespace TokenSocket.Loopback.Tests.Hosting;

/// <summary>One life of a client in a web application, as a reader of the channel, of the log and of /health sees it.</summary>
[NonParallelizable]
public sealed class StoryTests
{
    private readonly List<string> _health = [];
    private readonly List<string> _tokens = [];
    private IReadOnlyList<ChannelMessage> _messages = [];
    private IReadOnlyList<string> _log = [];
    private IReadOnlyList<string> _errors = [];
    private IReadOnlyList<string> _left = [];
    private string _dump = "";

    [OneTimeSetUp]
    public async Task LiveAsync()
    {
        using var runtime = new RuntimeEvents();
        using var http = new HttpClient();
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        await using var rig = await HostRig.MadeAsync(builder, ("InitialReconnectInterval", "2000"), ("StableAfter", "2000"));
        WebApplication app = null!;
        await rig.StartAsync(() => app = Built(builder));

        await ReachAsync(HealthStatus.Healthy);
        await rig.ChannelAsync(channel => channel.Requests.Count == 1);

        await rig.Server.StopAsync(1012, $"restarting, {rig.Token[..8]}");
        await rig.ChannelAsync(channel => channel.Requests.Count > 1);
        await ReachAsync(HealthStatus.Degraded);
        await rig.Server.ListenAsync();
        await rig.ChannelAsync(channel => channel.Messages[^1].Embeds[0].Title.EndsWith("Connected", StringComparison.Ordinal));
        await rig.Notices.FirstAsync<OutageEnded>();

        var renewed = rig.Server.Tokens.IssueRandom();
        rig.Server.Tokens.Delete(rig.Token);
        await ReachAsync(HealthStatus.Unhealthy);
        await rig.ChannelAsync(channel => channel.Messages.Count == 3);

        rig.File.Save(("Token", renewed));
        await ReachAsync(HealthStatus.Healthy);
        await rig.ChannelAsync(channel => channel.Messages.Count == 4);

        rig.File.Write("{ \"TokenSocket\": { \"Token\": \"" + rig.Token + "\", \"Tokn\": \"" + rig.Token + "\", \"Discord\": { \"WebhookUrl\": \"ftp:" + rig.Discord.WebhookUrl + "\" } } }");
        await rig.Notices.FirstAsync<OptionsRefused>();
        await rig.StopAsync();

        _tokens.AddRange([rig.Token, renewed, rig.Discord.WebhookUrl.Segments[^1]]);
        (_messages, _dump, _log, _errors) = (rig.Discord.Messages, rig.Discord.Dump(), rig.Log.Everything, rig.Log.Lines(LogEventLevel.Error));
        _left = [
            .. _health, .. _log, _dump, .. _messages.SelectMany(message => message.Revisions).Select(one => JsonSerializer.Serialize(one)),
            .. rig.Notices.All.Select(notice => $"{notice}"), .. runtime.Events, .. runtime.Metrics,
            // The servers that stand in are in this process too; what they tell of themselves is no client's.
            .. runtime.Activities.Where(one => !one.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal))];

        Task ReachAsync(HealthStatus status) => Eventually.HoldsAsync(async () =>
        {
            var answer = await http.GetAsync(new Uri($"{app.Urls.Single()}/health"));
            _health.Add($"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
            return _health[^1].Contains($"\"status\":\"{status}\"", StringComparison.Ordinal);
        });
    }

    [Test]
    public void Each_outage_is_one_message_edited_in_place_and_each_stop_one_of_its_own() => Assert.That(
        _messages.Select(message => $"{message.Revisions[0].Embeds[0].Title} to {message.Embeds[0].Title}"),
        Is.EqualTo(["✅ Connected to ✅ Connected", "⏳ Reconnecting to ✅ Connected", "❌ Deleted Token to ❌ Deleted Token", "✅ Connected to ✅ Connected"]));

    [Test]
    public void Green_is_connected_and_red_wants_a_person() => Assert.That(
        _messages.Select(message => message.Embeds[0].Color), Is.EqualTo(new int?[] { 0x6ab183, 0x6ab183, 0xd85a4b, 0x6ab183 }));

    [Test]
    public void The_stop_says_what_happened_and_what_to_do() => Assert.That(
        _dump, Does.Contain("The API token has been deleted.").And.Contain("What to do: Generate a new token."));

    [Test]
    public void Nobody_is_pinged() => Assert.That(_messages.SelectMany(message => message.Pings), Is.Empty);

    [Test]
    public void Health_over_HTTP_goes_with_it() => Assert.That(
        _health.Where((one, i) => i == 0 || _health[i - 1][..3] != one[..3]).Select(one => one[..3]).Where(one => one != "200"), Is.EqualTo(["503"]));

    [Test]
    public void Health_knows_the_last_code_and_message() => Assert.That(
        _health.Where(one => one.StartsWith("503", StringComparison.Ordinal)).Last(), Does.Contain("\"code\":\"4004\"").And.Contain("\"message\":\"The API token has been deleted.\""));

    [Test]
    public void The_log_has_one_error_for_the_stop_and_one_for_the_bad_file() => Assert.That(
        _errors.Select(one => (one.Contains("4004 Deleted Token", StringComparison.Ordinal), one.Contains("TokenSocket:Tokn", StringComparison.Ordinal))),
        Is.EqualTo([(true, false), (false, true)]));

    [Test]
    public void No_token_is_anywhere() => Assert.That(
        _left.Where(one => _tokens.Exists(token => one.Contains(token, StringComparison.OrdinalIgnoreCase))), Is.Empty);

    /// <summary>The scan above sees something of each kind.</summary>
    [TestCase("TokenSocket tokensocket.connect")]
    [TestCase("System.Net.Http")]
    [TestCase("tokensocket.connects ")]
    [TestCase("http.client.request.duration ")]
    [TestCase("RequestStart ")]
    [TestCase("Stopped for good")]
    public void The_scan_can_fail(string seen) => Assert.That(_left.Count(one => one.Contains(seen, StringComparison.Ordinal)), Is.Positive);

    private static WebApplication Built(WebApplicationBuilder builder)
    {
        var app = builder.Build();
        app.UseRouting();
        app.MapHealthChecks("/health", new HealthCheckOptions { ResponseWriter = WriteAsync });
        return app;
    }

    private static Task WriteAsync(HttpContext http, HealthReport report)
    {
        var entry = report.Entries.Single();
        var data = entry.Value.Data.Select(one => KeyValuePair.Create(one.Key, (JsonNode?)$"{one.Value}"));
        return http.Response.WriteAsync(new JsonObject
        {
            ["status"] = $"{report.Status}",
            ["name"] = entry.Key,
            ["description"] = entry.Value.Description,
            ["data"] = new JsonObject(data),
        }.ToJsonString());
    }
}
