using System.Net;
using System.Text;
using System.Text.Json;
using TokenSocket.Contracts;
using TokenSocket.Contracts.Alerts;
using TokenSocket.Credentials;
using TokenSocket.DiscordAlerts;
using TokenSocket.Framing;
using TokenSocket.Gateway.Discord;
using TokenSocket.Loopback.Tests.Client;
using TokenSocket.Loopback.Tests.Hosting;
using TokenSocket.Notices;
using TokenSocket.Secrecy;
using TokenSocket.Tests.Faults;

namespace TokenSocket.Loopback.Tests.Faults;

/// <summary>Everybody around a client says aloud what they were told in confidence. The client repeats none of it.</summary>
[Category("Fault")]
[NonParallelizable]
public sealed class Row27SecretsTests
{
    // Harmless, so it is passed on: it shows that the items are really looked at where they leave.
    private const string Canary = "CanaryCanary";

    // A code as issuers have them, so that it could be shown.
    private static readonly string RefreshToken = RunSecrets.NewToken().Replace('+', '-');

    private static string Echo => $"{Canary} {RunSecrets.Token} {RunSecrets.Query}";

    [Test]
    public async Task Row27_Nothing_of_what_everybody_repeats_leaves_the_client()
    {
        var run = SecretsSink.Run;
        var (before, found) = (run.Scan.Seen, run.Scan.Findings.Count);
        using var runtime = new RuntimeEvents();
        using var ears = new RuntimeEars(run.Scan);

        await ServeHostAsync();
        await ServeIssuerAsync();
        await AskQuotingProviderAsync();
        ShowOptions();
        ears.Collect();
        foreach (var one in runtime.Events)
        {
            run.See(Outlet.RuntimeEvent, one);
        }

        var seen = run.Scan.Seen.ToDictionary(one => one.Key, one => one.Value - before.GetValueOrDefault(one.Key));
        var leaks = run.Scan.Findings.Skip(found).ToArray();
        Row.Measured(27, $"{seen.Values.Sum()} items of {seen.Values.Count(static n => n > 0)} kinds seen, {leaks.Length} with a secret");
        Assert.That(leaks, Is.Empty);
        Assert.That(seen.Where(static one => one.Value > 0).Select(static one => one.Key), Is.EquivalentTo(Enum.GetValues<Outlet>()));
    }

    /// <summary>A host whose gateway refuses, closes, sends away and rejects with an echo each, and whose channel does likewise.</summary>
    private static async Task ServeHostAsync()
    {
        var dials = 0;
        await using var gateway = new RawServer((stream, stopping) => AnswerAsync(stream, Interlocked.Increment(ref dials), stopping));
        await using var rig = await HostRig.MadeAsync(options: [("GatewayUrl", $"{gateway.Url()}{RunSecrets.Query}"), ("Token", RunSecrets.Token), ("TokenPlacement:In", "Query")]);
        rig.Discord.AnswerNext(Answers.Error(400, 50035, $"{Canary} {rig.Discord.WebhookUrl}"));
        await rig.StartAsync();

        await Eventually.HoldsAsync(() => Volatile.Read(ref dials) > 2);
        await rig.HealthAsync();
        await rig.Notices.FirstAsync<Stopped>();
        await rig.HealthAsync();
        await rig.ChannelAsync(static channel => channel.Messages.Any(static message => message.Embeds[0].Title.Contains("Invalid Token", StringComparison.Ordinal)));
        rig.File.Write($$"""{ "TokenSocket": { "Token": "{{rig.Token}}", "Tokn": "{{rig.Token}}", "OAuth": { "ClientSecret": "{{RunSecrets.ClientSecret}}" }, "Discord": { "WebhookUrl": "ftp:{{rig.Discord.WebhookUrl}}" } } }""");
        await rig.Notices.FirstAsync<OptionsRefused>();

        Assert.That(rig.Log.Everything, Has.Some.Contains(Canary));
        Assert.That(rig.Discord.Messages.SelectMany(static message => message.Revisions).Select(static one => JsonSerializer.Serialize(one)), Has.Some.Contains(Canary));
    }

    private static async Task AnswerAsync(Stream stream, int dial, CancellationToken stopping)
    {
        var request = await RawServer.ReadRequestAsync(stream, stopping);
        var body = $"{Echo}\n{request}";
        byte[] answer = dial switch
        {
            1 => Encoding.ASCII.GetBytes($"HTTP/1.1 503 {Canary} {RunSecrets.Token}\r\nContent-Type: text/plain\r\nContent-Length: {body.Length}\r\n\r\n{body}"),
            2 => Encoding.ASCII.GetBytes($"HTTP/1.1 302 Found\r\nLocation: /{RunSecrets.Query}&token={Uri.EscapeDataString(RunSecrets.Token)}\r\nContent-Length: 0\r\n\r\n"),
            3 => [.. RawServer.Accept(request), .. FrameWriter.Frame(Opcode.Close, CloseFrame.Payload(1011, Echo))],
            _ => [.. RawServer.Accept(request), .. FrameWriter.Frame(Opcode.Close, CloseFrame.Payload(4002, Echo))],
        };
        await stream.WriteAsync(answer, stopping);
        await stream.CopyToAsync(Stream.Null, stopping);
    }

    /// <summary>An issuer that grants once, and then puts what it was sent where a code belongs.</summary>
    private static async Task ServeIssuerAsync()
    {
        var asked = 0;
        await using var issuer = new RawServer(async (stream, stopping) =>
        {
            await RawServer.ReadRequestAsync(stream, stopping);
            var (status, body) = Interlocked.Increment(ref asked) switch
            {
                1 => (200, $$"""{"access_token":"{{RunSecrets.NewToken()}}","refresh_token":"{{RefreshToken}}","expires_in":900}"""),
                2 => (400, $$"""{"error":"{{RefreshToken}}","error_description":"{{Echo}}"}"""),
                _ => (400, $$"""{"error":"{{RunSecrets.ClientSecret}}","error_description":"{{Echo}}"}"""),
            };
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status} {RefreshToken}\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}"), stopping);
        });
        var options = new OAuthOptions { TokenUrl = issuer.Url("http"), ClientId = "7", ClientSecret = RunSecrets.ClientSecret };
        SecretsSink.Run.See(Outlet.Print, $"{options}");
        using var tokens = new OAuthTokenProvider(options);
        foreach (var _ in Enumerable.Range(0, 2))
        {
            await RejectAsync(tokens);
        }

        Assert.That(asked, Is.GreaterThan(2), "The refresh token was sent, and the client's secret.");
    }

    private static async Task AskQuotingProviderAsync()
    {
        var token = RunSecrets.NewToken();
        await RejectAsync(new DelegateTokenProvider((request, _) => request.Why == TokenReason.Rejected
            ? throw new TokenUnavailableException($"{Canary}: {token} is revoked.", permanent: true)
            : new(new AccessToken(token))));
        await RejectAsync(new DelegateTokenProvider((request, _) => request.Why == TokenReason.Rejected
            ? throw new InvalidOperationException($"{token} is revoked.")
            : new(new AccessToken(token))));
    }

    /// <summary>A client of a server that takes no token: it ends, or waits for its provider.</summary>
    private static async Task RejectAsync(ITokenProvider tokens)
    {
        await using var server = new RawServer(async (stream, stopping) =>
        {
            var request = await RawServer.ReadRequestAsync(stream, stopping);
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 401 Unauthorized\r\nContent-Type: text/plain\r\nContent-Length: {request.Length}\r\n\r\n{request}"), stopping);
        });
        await using var rig = new Rig(new TokenSocketOptions { GatewayUrl = server.Url() }, PartsUnderTest.Services() with { TokenProvider = tokens });
        await rig.Client.StartAsync();
        await Eventually.HoldsAsync(() => rig.Notices.All.Any(static notice => notice is Stopped or RetryScheduled));
    }

    private static void ShowOptions()
    {
        var webhook = new Uri($"https://discord.example/api/webhooks/123/{RunSecrets.WebhookToken}");
        var options = new TokenSocketOptions
        {
            GatewayUrl = new Uri($"https://me:{WebUtility.UrlEncode(RunSecrets.Token)}@gateway.example/v2{RunSecrets.Query}"),
            Token = $"{RunSecrets.Token}\n",
            TokenFile = "/run/token",
            Headers = { ["X Y"] = $"{RunSecrets.Token}\r" },
            OAuth = new() { TokenUrl = new Uri($"ftp://id.example/{RunSecrets.Query}"), ClientSecret = RunSecrets.ClientSecret },
        };
        var discord = new DiscordAlertOptions { WebhookUrl = webhook };
        SecretsSink.Run.See(Outlet.Print, $"{options} {discord} {new WebhookAddress(webhook, 7)} {new TokenRequest(TokenReason.Rejected, new AccessToken(RunSecrets.Token))}");
        var refused = Assert.Throws<OptionsException>(() => _ = new TokenSocketClient(options));
        SecretsSink.Run.See(Outlet.Exception, $"{refused}");
    }
}
