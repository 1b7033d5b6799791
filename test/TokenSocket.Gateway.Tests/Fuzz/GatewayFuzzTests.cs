using System.Text.Json.Nodes;
using TokenSocket.Core.Tests.Fuzz;
using TokenSocket.Gateway.Discord;
using TokenSocket.Gateway.Tests.Discord;

namespace TokenSocket.Gateway.Tests.Fuzz;

/// <summary>
/// The stand-in for Discord, given what no client should send. An ordinary run takes a slice; a million of each:
/// <c>FUZZ_INPUTS=1000000 dotnet test --filter TestCategory=Fuzz</c>.
/// </summary>
[Category("Fuzz")]
public sealed class GatewayFuzzTests
{
    private const int MostMessages = 50;

    private static readonly string[] Bodies =
    [
        """{ "content": "hello @everyone <@1>", "username": "bot", "avatar_url": "https://h/a.png", "tts": false }""",
        """{ "embeds": [ { "title": "t", "description": "d", "color": 6992259, "fields": [ { "name": "n", "value": "v", "inline": true } ], "footer": { "text": "f" }, "timestamp": "2026-10-21T07:28:00.5Z" } ] }""",
        """{ "content": "x", "allowed_mentions": { "parse": [ "everyone", "users" ], "roles": [ "1" ] }, "thread_name": "t" }""",
        """{ "content": null, "embeds": [ { "author": { "name": "a", "url": "https://h", "icon_url": "https://h" }, "image": { "url": "https://h/i" } } ] }""",
        "[]", "null", "",
    ];

    private static readonly string[] Ids = ["1", "1234567890123456789", "-1", "0", "", "true"];

    private static readonly string[] Types = ["application/json", "application/json; charset=utf-8", "text/plain", ""];

    private static readonly HttpMethod[] Methods = [HttpMethod.Post, HttpMethod.Patch, HttpMethod.Get, HttpMethod.Delete, HttpMethod.Put];

    [Test]
    public void A_payload_is_read_or_its_fault_is_told() => FuzzRun.Run("payloads", 20_000, static input =>
    {
        var (payload, fault) = Payload.Read(input.Utf8(Bodies));

        FuzzRun.Must((payload is null) != (fault is null), "Neither or both.");
        FuzzRun.Must(fault is null || (fault.Status == 400 && JsonNode.Parse(fault.Body) is JsonObject), $"{fault?.Status} {fault?.Body}");
        FuzzRun.Must(payload?.Content is null or { Length: <= 2000 } && payload?.Embeds is null or { Count: <= 10 }, "More than Discord takes.");
    });

    [Test]
    public void Every_call_has_an_answer() => FuzzRun.Run("calls of the webhook", 200, static input =>
    {
        var desk = new Desk();
        for (var n = 0; n < MostMessages; n++)
        {
            var path = input.OneIn(10) ? input.Text([desk.Path, $"{desk.Path}/messages/1"]) : desk.Path;
            var last = desk.Channel.Messages is [.., var newest] ? newest.Id : 1;
            var reply = desk.Send(new WebhookCall(
                input.Pick(Methods),
                input.OneIn(2) ? path : $"{path}/messages/{(input.OneIn(4) ? input.Text(Ids) : last)}",
                input.OneIn(2) ? null : input.Text(Ids),
                input.OneIn(4) ? input.Text(Ids) : null,
                input.OneIn(5) ? input.Text(Types) : Types[0],
                input.OneIn(9) ? null : input.Utf8(Bodies)));

            FuzzRun.Must(reply.Status is 200 or 204 or (>= 400 and < 500), $"{reply.Status} {reply.Body}");
            FuzzRun.Must(reply.Body.Length == 0 || reply.ContentType != "application/json" || JsonNode.Parse(reply.Body) is JsonObject, reply.Body);
        }
    });
}
