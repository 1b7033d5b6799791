#:property PublishAot=false
#:project ../src/TokenSocket/TokenSocket.csproj
#:project ../src/TokenSocket.DiscordAlerts/TokenSocket.DiscordAlerts.csproj
#:project ../src/TokenSocket.Gateway/TokenSocket.Gateway.csproj
// Draws README's picture of the channel from what a real client has told the stand-in: dotnet run docs/DrawChannel.cs
using System.Globalization;
using System.Net;
using System.Text;
using TokenSocket;
using TokenSocket.DiscordAlerts;
using TokenSocket.Gateway;
using TokenSocket.Gateway.Discord;

var patience = TimeSpan.FromSeconds(20);
await using var server = await LoopbackGateway.StartAsync();
await using var discord = await StandInDiscord.StartAsync();
using var webhook = new DiscordWebhook();
await using var alerts = new ConnectionAlerts(webhook, "bot");
alerts.Update(new DiscordAlertOptions { WebhookUrl = discord.WebhookUrl, Username = "TokenSocket" }, isOn: true, "wss://gateway.example/v2");
var token = server.Tokens.IssueRandom();
await using var client = new TokenSocketClient(new TokenSocketOptions { GatewayUrl = server.Url, Token = token }, new TokenSocketServices { Observers = [alerts] });
var seen = new List<string>();
discord.OnChanged = message => seen.Add(message.Dump(TimeProvider.System.GetUtcNow()));

// A connection is lost and comes back; then somebody deletes the token.
await client.ConnectAsync();
await discord.WaitForAsync(_ => seen.Count == 1, patience);
await server.RestartAsync();
await discord.WaitForAsync(_ => seen.Count == 2, patience);
await Task.Delay(TimeSpan.FromSeconds(3));
await client.ReconnectAsync();
await discord.WaitForAsync(_ => seen.Count == 3, patience);
server.Tokens.Delete(token);
await discord.WaitForAsync(_ => seen.Count == 4, patience);

var path = Path.Combine(Path.GetDirectoryName(ThisFile())!, "channel.svg");
File.WriteAllText(path, Draw(seen[1..]));
Console.WriteLine($"{path}: {seen.Count - 1} messages");

static string Draw(IReadOnlyList<string> dumps)
{
    var body = new StringBuilder();
    var y = 20;
    foreach (var dump in dumps)
    {
        y = DrawMessage(body, dump.TrimEnd().Split('\n'), y) + 24;
    }

    return $"""
        <svg xmlns="http://www.w3.org/2000/svg" width="640" height="{y}" viewBox="0 0 640 {y}" font-family="'gg sans','Noto Sans',Helvetica,Arial,sans-serif" font-size="15">
        <title>What a Discord channel shows of a lost connection, its return, and a deleted token</title>
        <rect width="640" height="{y}" rx="8" fill="#313338"/>
        {body}</svg>

        """;
}

static int DrawMessage(StringBuilder body, string[] lines, int y)
{
    var head = lines[0][1..].Split(' ', 2);
    var edited = head[1].Contains("edited", StringComparison.Ordinal) ? "edited" : "";
    var name = head[1].Split("  ")[0];
    body.AppendLine(CultureInfo.InvariantCulture, $"""<circle cx="38" cy="{y + 18}" r="18" fill="{head[0]}"/>""");
    body.AppendLine(CultureInfo.InvariantCulture, $"""<text x="72" y="{y + 14}" fill="#f2f3f5" font-weight="600">{Text(name)}</text>""");
    body.AppendLine(CultureInfo.InvariantCulture, $"""<rect x="170" y="{y + 1}" width="34" height="16" rx="3" fill="#5865f2"/><text x="176" y="{y + 13}" fill="#fff" font-size="11">APP</text><text x="214" y="{y + 13}" fill="#949ba4" font-size="12">{edited}</text>""");
    var height = ((lines.Length - 1) * 22) + 16;
    body.AppendLine(CultureInfo.InvariantCulture, $"""<rect x="72" y="{y + 24}" width="530" height="{height}" rx="4" fill="#2b2d31"/><rect x="72" y="{y + 24}" width="4" height="{height}" rx="2" fill="{head[0]}"/>""");
    for (var i = 1; i < lines.Length; i++)
    {
        var style = i == 1 ? "fill=\"#f2f3f5\" font-weight=\"600\"" : i == lines.Length - 1 ? "fill=\"#949ba4\" font-size=\"12\"" : "fill=\"#dbdee1\"";
        body.AppendLine(CultureInfo.InvariantCulture, $"""<text x="90" y="{y + 28 + (i * 22)}" {style}>{Text(lines[i][1..].Trim())}</text>""");
    }

    return y + 24 + height;
}

static string Text(string text) => WebUtility.HtmlEncode(text);

static string ThisFile([System.Runtime.CompilerServices.CallerFilePath] string path = "") => path;
