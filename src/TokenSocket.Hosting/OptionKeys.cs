using Microsoft.Extensions.Configuration;
using TokenSocket.CloseCodes;
using TokenSocket.Messages;
using static TokenSocket.Hosting.OptionKey;

namespace TokenSocket.Hosting;

/// <summary>Every key of the section and how it is read. A new option is a line here.</summary>
internal static class OptionKeys
{
    public static IReadOnlyList<OptionKey> All { get; } =
    [
        Value("GatewayUrl", OptionText.Address, static (draft, url) => draft.Client.GatewayUrl = url),
        Value("Token", OptionText.Plain, static (draft, token) => draft.Client.Token = token),
        Value("TokenFile", OptionText.Plain, static (draft, file) => draft.Client.TokenFile = file),
        Value("OAuth:TokenUrl", OptionText.Address, static (draft, url) => draft.OAuth.TokenUrl = url),
        Value("OAuth:ClientId", OptionText.Plain, static (draft, id) => draft.OAuth.ClientId = id),
        Value("OAuth:ClientSecret", OptionText.Plain, static (draft, secret) => draft.OAuth.ClientSecret = secret),
        Value("OAuth:ClientSecretFile", OptionText.Plain, static (draft, file) => draft.OAuth.ClientSecretFile = file),
        Value("OAuth:Scope", OptionText.Plain, static (draft, scope) => draft.OAuth.Scope = scope),
        Value("Dialect", OptionText.Dialect, static (draft, dialect) => draft.Client.Dialect = dialect),
        new("CloseCodes", CloseCodesReader.Read),
        Value("TokenPlacement:In", OptionText.Name<TokenLocation>, static (draft, location) => draft.PlacementIn = location),
        Value("TokenPlacement:Name", OptionText.Plain, static (draft, name) => draft.PlacementName = name),
        new(PlacementReader.Also, PlacementReader.Read),
        Value("Discovery", OptionText.Switch, static (draft, on) => draft.Client.Discovery = on),
        Value("SocketIo:Namespace", OptionText.Plain, static (draft, name) => draft.Client.SocketIo.Namespace = name),
        Value("SocketIo:Auth", OptionText.Plain, static (draft, auth) => draft.Client.SocketIo.Auth = auth),
        Value("AllowInsecureToken", OptionText.Switch, static (draft, on) => draft.Client.AllowInsecureToken = on),
        Value("ReconnectOnDuplicateConnection", OptionText.Switch, static (draft, on) => draft.Client.ReconnectOnDuplicateConnection = on),
        Value("VerboseLogging", OptionText.Switch, static (draft, on) => draft.Client.VerboseLogging = on),
        Value("InitialReconnectInterval", IntervalText.Parse, static (draft, wait) => draft.Client.InitialReconnectInterval = wait),
        Value("MaxReconnectInterval", IntervalText.Parse, static (draft, wait) => draft.Client.MaxReconnectInterval = wait),
        Value("ReconnectJitter", OptionText.Fraction, static (draft, part) => draft.Client.ReconnectJitter = part),
        Value("StableAfter", IntervalText.Parse, static (draft, time) => draft.Client.StableAfter = time),
        Value("ConnectTimeout", IntervalText.Parse, static (draft, time) => draft.Client.ConnectTimeout = time),
        Value("TokenTimeout", IntervalText.Parse, static (draft, time) => draft.Client.TokenTimeout = time),
        Value("KeepAliveInterval", IntervalText.Parse, static (draft, time) => draft.Client.KeepAliveInterval = time),
        Value("KeepAliveTimeout", IntervalText.Parse, static (draft, time) => draft.Client.KeepAliveTimeout = time),
        Value("IdleTimeout", IntervalText.Parse, static (draft, time) => draft.Client.IdleTimeout = time),
        Value("CloseTimeout", IntervalText.Parse, static (draft, time) => draft.Client.CloseTimeout = time),
        Value("MaxMessageSize", OptionText.Whole<int>, static (draft, bytes) => draft.Client.MaxMessageSize = bytes),
        Value("MaxAttempts", OptionText.Whole<int>, static (draft, attempts) => draft.Client.MaxAttempts = attempts),
        Value("MaxOutage", IntervalText.Parse, static (draft, time) => draft.Client.MaxOutage = time),
        Value("ReceiveQueue:MaxMessages", OptionText.Whole<int>, static (draft, messages) => draft.Client.ReceiveQueue.MaxMessages = messages),
        Value("ReceiveQueue:MaxBytes", OptionText.Whole<long>, static (draft, bytes) => draft.Client.ReceiveQueue.MaxBytes = bytes),
        Value("SendQueue:Capacity", OptionText.Whole<int>, static (draft, messages) => draft.Client.SendQueue.Capacity = messages),
        Value("SendQueue:WhenFull", OptionText.Name<SendQueueFull>, static (draft, then) => draft.Client.SendQueue.WhenFull = then),
        Value("SendQueue:MaxAge", IntervalText.Parse, static (draft, time) => draft.Client.SendQueue.MaxAge = time),
        Map("Headers", static draft => draft.Client.Headers),
        List("SubProtocols", static draft => draft.Client.SubProtocols),
        List("RedirectHosts", static draft => draft.Client.RedirectHosts),
        Value("Proxy", OptionText.Address, static (draft, proxy) => draft.Client.Proxy = proxy),
        Value("UserAgent", OptionText.Plain, static (draft, agent) => draft.Client.UserAgent = agent),
        Value("StopHostWhenStopped", OptionText.Switch, static (draft, on) => draft.StopHostWhenStopped = on),
        Value("Discord:WebhookUrl", OptionText.Webhook, static (draft, url) => draft.Discord.WebhookUrl = url),
        Value("Discord:Username", OptionText.Plain, static (draft, name) => draft.Discord.Username = name),
        Value("Discord:AvatarUrl", OptionText.Address, static (draft, url) => draft.Discord.AvatarUrl = url),
        Value("Discord:ThreadId", OptionText.Snowflake, static (draft, id) => draft.Discord.ThreadId = id),
        Value("Discord:Colors:Success", ColorText.Parse, static (draft, color) => draft.Discord.Colors.Success = color),
        Value("Discord:Colors:Error", ColorText.Parse, static (draft, color) => draft.Discord.Colors.Error = color),
        Value("Discord:Colors:None", ColorText.Parse, static (draft, color) => draft.Discord.Colors.None = color),
        Value("Discord:Emojis:Success", OptionText.Plain, static (draft, emoji) => draft.Discord.Emojis.Success = emoji),
        Value("Discord:Emojis:Error", OptionText.Plain, static (draft, emoji) => draft.Discord.Emojis.Error = emoji),
        Value("Discord:Emojis:None", OptionText.Plain, static (draft, emoji) => draft.Discord.Emojis.None = emoji),
    ];

    /// <summary>The sections that hold options and nothing else.</summary>
    public static IReadOnlyList<string> Sections { get; } = [.. All.SelectMany(static key => SectionsOf(key.Path)).Distinct(StringComparer.Ordinal)];

    /// <summary>The place in the table of an option, of what stands below it, or of the first option of a section; the section itself comes first, unknown keys last.</summary>
    public static int RankOf(string path)
    {
        if (path.Length == 0)
        {
            return -1;
        }

        for (var i = 0; i < All.Count; i++)
        {
            if (IsAtOrBelow(path, All[i].Path) || IsAtOrBelow(All[i].Path, path))
            {
                return i;
            }
        }

        return int.MaxValue;
    }

    private static IEnumerable<string> SectionsOf(string path)
    {
        for (var parent = ConfigurationPath.GetParentPath(path); parent is not null; parent = ConfigurationPath.GetParentPath(parent))
        {
            yield return parent;
        }
    }

    private static bool IsAtOrBelow(string path, string upper) =>
        path.StartsWith(upper, StringComparison.OrdinalIgnoreCase) && (path.Length == upper.Length || path[upper.Length] == ':');
}
