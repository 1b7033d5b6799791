using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace TokenSocket.Gateway.Discord;

/// <summary>Decides what a request is told, without HTTP. (discord.com/developers/docs/resources/webhook) Thread-safe.</summary>
internal sealed class WebhookDesk(DiscordChannel channel, TimeProvider time)
{
    /// <summary>What Discord calls a webhook that nobody named.</summary>
    private const string DefaultName = "Captain Hook";

    private static readonly string[] Versions = ["", "v6", "v7", "v8", "v9", "v10"];

    private volatile WebhookAddress? _webhook = WebhookAddress.At(time.GetUtcNow());

    /// <summary>Null once it is deleted.</summary>
    public WebhookAddress? Webhook => _webhook;

    public WebhookAddress Renew() => _webhook = WebhookAddress.At(time.GetUtcNow());

    public void DeleteWebhook() => _webhook = null;

    /// <returns>The refusal of an address that is not the webhook's; null if it is.</returns>
    public Reply? CheckAddress(WebhookTarget? target)
    {
        if (target is null)
            return ApiError.NotFound;
        if (!Versions.Contains(target.Version, StringComparer.Ordinal))
            return ApiError.InvalidVersion;
        if (!Snowflake.TryParse(target.WebhookId, out ulong id))
            return ApiError.InvalidForm("webhook_id", "NUMBER_TYPE_COERCE", "Value is not snowflake.");
        if (_webhook is not { } webhook || webhook.Id != id)
            return ApiError.UnknownWebhook;
        return webhook.Token == target.Token ? null : ApiError.InvalidToken;
    }

    /// <summary>Does what is asked, as Discord does when nothing is wrong.</summary>
    public Reply Serve(WebhookCall call, WebhookTarget target)
    {
        if (!TryReadThread(call, out ulong? thread))
            return ApiError.InvalidForm("thread_id", "NUMBER_TYPE_COERCE", "Value is not snowflake.");

        if (target.MessageId is null)
            return call.Method == HttpMethod.Post ? Post(call, thread) : call.Method == HttpMethod.Get ? Describe() : ApiError.MethodNotAllowed;
        if (!Snowflake.TryParse(target.MessageId, out ulong message))
            return ApiError.InvalidForm("message_id", "NUMBER_TYPE_COERCE", "Value is not snowflake.");
        return About(call, message, thread) with { MessageId = message };
    }

    private static bool TryReadThread(WebhookCall call, out ulong? thread)
    {
        bool isId = Snowflake.TryParse(call.ThreadId, out ulong id);
        thread = isId ? id : null;
        return isId || call.ThreadId is null;
    }

    private Reply Post(WebhookCall call, ulong? thread)
    {
        if (call.Wait is not (null or "true" or "True" or "1" or "false" or "False" or "0"))
            return ApiError.InvalidForm("wait", "BOOLEAN_TYPE_CONVERT", "Must be either true or false.");
        (Payload? payload, Reply? fault) = Read(call);
        if (payload is null)
            return fault!;
        if (IsEmpty(payload.Content ?? "", payload.Embeds ?? []))
            return ApiError.EmptyMessage;
        if (CheckThread(payload, thread) is { } refusal)
            return refusal;

        ChannelMessage message = channel.Post(payload, DefaultName, thread);
        return call.Wait is "true" or "True" or "1" ? Show(message) : new Reply(204) { MessageId = message.Id };
    }

    private Reply? CheckThread(Payload payload, ulong? thread) => (channel.IsForum, payload.ThreadName, thread) switch
    {
        (true, null, null) => ApiError.ThreadRequired,
        (_, not null, not null) => ApiError.ThreadAmbiguous,
        (false, not null, _) => ApiError.NotAForum,
        (_, _, { } id) when !channel.HasThread(id) => ApiError.UnknownChannel,
        _ => null,
    };

    private Reply About(WebhookCall call, ulong id, ulong? thread)
    {
        if (thread is { } named && !channel.HasThread(named))
            return ApiError.UnknownChannel;
        if (channel.Find(id) is not { } message || message.ThreadId != thread)
            return ApiError.UnknownMessage;

        if (call.Method == HttpMethod.Get)
            return Show(message);
        if (call.Method == HttpMethod.Patch)
            return Edit(call, message);
        if (call.Method != HttpMethod.Delete)
            return ApiError.MethodNotAllowed;
        return channel.Delete(id) ? new Reply(204) : ApiError.UnknownMessage;
    }

    private Reply Edit(WebhookCall call, ChannelMessage message)
    {
        (Payload? payload, Reply? fault) = Read(call);
        if (payload is null)
            return fault!;
        if (IsEmpty(payload.Content ?? message.Content, payload.Embeds ?? message.Embeds))
            return ApiError.EmptyMessage;
        return channel.Edit(message.Id, payload) is { } edited ? Show(edited) : ApiError.UnknownMessage;
    }

    private Reply Show(ChannelMessage message) =>
        Reply.Of(200, MessageJson.Of(message, channel.Id, _webhook?.Id ?? 0)) with { MessageId = message.Id };

    /// <summary>The webhook object, without its token: nobody needs to be told what they have just said.</summary>
    private Reply Describe() => Reply.Of(200, new JsonObject
    {
        ["id"] = Snowflake.Text(_webhook?.Id ?? 0),
        ["type"] = 1,
        ["name"] = DefaultName,
        ["channel_id"] = Snowflake.Text(channel.Id),
    });

    private static (Payload? Payload, Reply? Fault) Read(WebhookCall call)
    {
        if (!MediaTypeHeaderValue.TryParse(call.ContentType, out MediaTypeHeaderValue? type)
            || !string.Equals(type.MediaType, "application/json", StringComparison.OrdinalIgnoreCase))
            return (null, ApiError.WrongContentType);
        return call.Body is { } body ? Payload.Read(body) : (null, ApiError.TooLarge);
    }

    private static bool IsEmpty(string content, IReadOnlyList<Embed> embeds) => content.Length == 0 && embeds.All(embed => embed.IsEmpty);
}
