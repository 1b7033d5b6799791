using System.Text;
using System.Text.Json.Nodes;
using TokenSocket.Gateway.Discord;

namespace TokenSocket.Gateway.Tests.Discord;

/// <summary>A webhook and its channel without HTTP.</summary>
internal sealed class Desk
{
    private readonly WebhookDesk _desk;

    public Desk()
    {
        Channel = new DiscordChannel(Time);
        _desk = new WebhookDesk(Channel, Time);
    }

    public SettableTime Time { get; } = new();

    public DiscordChannel Channel { get; }

    public string Path => $"/api/webhooks/{_desk.Webhook!.Id}/{_desk.Webhook.Token}";

    public Reply Post(string body, ulong? thread = null, string? wait = "true") =>
        Send(new WebhookCall(HttpMethod.Post, Path, wait, thread?.ToString(), "application/json", Encoding.UTF8.GetBytes(body)));

    public Reply Post(JsonObject body) => Post(body.ToJsonString());

    public Reply Edit(ulong message, string body, ulong? thread = null) =>
        Send(new WebhookCall(HttpMethod.Patch, $"{Path}/messages/{message}", null, thread?.ToString(), "application/json", Encoding.UTF8.GetBytes(body)));

    public Reply About(HttpMethod method, ulong message, ulong? thread = null) =>
        Send(new WebhookCall(method, $"{Path}/messages/{message}", null, thread?.ToString()));

    public Reply Send(WebhookCall call)
    {
        WebhookTarget? target = WebhookTarget.Parse(call.Path);
        return _desk.CheckAddress(target) ?? _desk.Serve(call, target!);
    }
}
