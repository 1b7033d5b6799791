namespace TokenSocket.Gateway.Discord;

/// <summary>What a path names: <c>/api[/vN]/webhooks/{id}/{token}[/messages/{id}]</c>.</summary>
internal sealed record WebhookTarget(string Version, string WebhookId, string Token, string? MessageId)
{
    public static WebhookTarget? Parse(string path)
    {
        string[] steps = path.Trim('/').Split('/');
        if (steps is not ["api", .. var rest])
            return null;

        string version = "";
        if (rest is [['v', ..] named, .. var unversioned])
            (version, rest) = (named, unversioned);

        return rest switch
        {
            ["webhooks", var id, var token] => new WebhookTarget(version, id, token, null),
            ["webhooks", var id, var token, "messages", var message] => new WebhookTarget(version, id, token, message),
            _ => null,
        };
    }
}
