using System.Globalization;
using TokenSocket.CloseCodes;
using TokenSocket.Hosting;

namespace TokenSocket.Cli;

/// <summary>One setting as it is shown: its key and its value in effect, without secrets.</summary>
/// <param name="Path">The key below the section.</param>
/// <param name="Value">The value in effect; null for none.</param>
/// <param name="IsDialects">Whether the dialect gives it where nobody sets it; null for never.</param>
internal sealed record Setting(string Path, Func<OptionsReading, string?> Value, Func<OptionsReading, bool>? IsDialects = null)
{
    private const string Secret = "***";

    /// <summary>Every option of the section. A new one is a line here.</summary>
    public static IReadOnlyList<Setting> All { get; } =
    [
        new("GatewayUrl", static all => OptionsCheck.Show(all.Client.GatewayUrl)),
        new("Token", static all => Masked(all.Client.Token)),
        new("TokenFile", static all => all.Client.TokenFile),
        new("OAuth:TokenUrl", static all => OptionsCheck.Show(all.Client.OAuth?.TokenUrl)),
        new("OAuth:ClientId", static all => all.Client.OAuth?.ClientId),
        new("OAuth:ClientSecret", static all => Masked(all.Client.OAuth?.ClientSecret)),
        new("OAuth:ClientSecretFile", static all => all.Client.OAuth?.ClientSecretFile),
        new("OAuth:Scope", static all => all.Client.OAuth is null ? null : all.Client.OAuth.Scope ?? all.Client.Dialect.TokenEndpoint.Scope, static all => all.Client.OAuth is { Scope: null }),
        new("Dialect", static all => all.Client.Dialect.Name),
        new("CloseCodes", static all => List(all.Client.CloseCodes.Select(Show))),
        new("TokenPlacement:In", static all => Place(all).In.ToString(), HasItsPlace),
        new("TokenPlacement:Name", static all => Place(all) is { In: TokenLocation.Bearer or TokenLocation.None } ? null : Place(all).Name, HasItsPlace),
        new("TokenPlacement:Also", static all => List(Place(all).Places().Skip(1).Select(Show)), HasItsPlace),
        new("Discovery", static all => Show(all.Client.Discovery)),
        new("SocketIo:Namespace", static all => all.Client.Dialect.Session == SessionKind.SocketIo ? all.Client.SocketIo.Namespace : null),
        new("SocketIo:Auth", static all => Masked(all.Client.SocketIo.Auth)),
        new("AllowInsecureToken", static all => Show(all.Client.AllowInsecureToken)),
        new("ReconnectOnDuplicateConnection", static all => Show(all.Client.ReconnectOnDuplicateConnection)),
        new("VerboseLogging", static all => Show(all.Client.VerboseLogging)),
        new("InitialReconnectInterval", static all => Show(all.Client.Backoff.Initial), Always),
        new("MaxReconnectInterval", static all => Show(all.Client.Backoff.Max), Always),
        new("ReconnectJitter", static all => all.Client.Backoff.Jitter.ToString(CultureInfo.InvariantCulture), Always),
        new("StableAfter", static all => Show(all.Client.StableAfter)),
        new("ConnectTimeout", static all => Show(all.Client.ConnectTimeout)),
        new("TokenTimeout", static all => Show(all.Client.TokenTimeout)),
        new("KeepAliveInterval", static all => Show(all.Client.KeepAliveInterval)),
        new("KeepAliveTimeout", static all => Show(all.Client.KeepAliveTimeout)),
        new("IdleTimeout", static all => Show(all.Client.IdleTimeout)),
        new("CloseTimeout", static all => Show(all.Client.CloseTimeout)),
        new("MaxMessageSize", static all => Show(all.Client.MaxMessageSize)),
        new("MaxAttempts", static all => Show(all.Client.MaxAttempts)),
        new("MaxOutage", static all => Show(all.Client.MaxOutage)),
        new("ReceiveQueue:MaxMessages", static all => Show(all.Client.ReceiveQueue.MaxMessages)),
        new("ReceiveQueue:MaxBytes", static all => Show(all.Client.ReceiveQueue.MaxBytes)),
        new("SendQueue:Capacity", static all => Show(all.Client.SendQueue.Capacity)),
        new("SendQueue:WhenFull", static all => $"{all.Client.SendQueue.WhenFull}"),
        new("SendQueue:MaxAge", static all => Show(all.Client.SendQueue.MaxAge)),
        new("Headers", static all => List(all.Client.Headers.Keys.Select(static name => $"{name}: {Secret}"))),
        new("SubProtocols", static all => List(all.Client.SubProtocols)),
        new("RedirectHosts", static all => List(all.Client.Dialect.RedirectHosts.Concat(all.Client.RedirectHosts)), Always),
        new("Proxy", static all => ProxyOf(all.Client.Proxy) ?? "the system's"),
        new("UserAgent", static all => all.Client.UserAgent ?? OptionsMap.DefaultUserAgent),
        new("StopHostWhenStopped", static all => Show(all.StopHostWhenStopped)),
        new("Discord:WebhookUrl", static all => Masked(all.Discord.WebhookUrl?.OriginalString)),
        new("Discord:Username", static all => all.Discord.Username),
        new("Discord:AvatarUrl", static all => OptionsCheck.Show(all.Discord.AvatarUrl)),
        new("Discord:ThreadId", static all => all.Discord.ThreadId?.ToString(CultureInfo.InvariantCulture)),
        new("Discord:Colors:Success", static all => Color(all.Discord.Colors.Success)),
        new("Discord:Colors:Error", static all => Color(all.Discord.Colors.Error)),
        new("Discord:Colors:None", static all => Color(all.Discord.Colors.None)),
        new("Discord:Emojis:Success", static all => all.Discord.Emojis.Success),
        new("Discord:Emojis:Error", static all => all.Discord.Emojis.Error),
        new("Discord:Emojis:None", static all => all.Discord.Emojis.None),
    ];

    /// <summary>An address with what could be a user name or password as ***; null for none.</summary>
    public static string? ProxyOf(Uri? proxy) => proxy is { UserInfo.Length: > 0, IsAbsoluteUri: true }
        ? $"{proxy.Scheme}://{Secret}@{proxy.Authority}"
        : OptionsCheck.Show(proxy);

    private static bool Always(OptionsReading all) => true;

    // A place that is set is set as a whole: nothing of the dialect's is left in it.
    private static bool HasItsPlace(OptionsReading all) => all.Client.TokenPlacement is null;

    private static TokenPlacement Place(OptionsReading all) => all.Client.TokenPlacement ?? all.Client.Dialect.Token;

    private static string? Masked(string? secret) => string.IsNullOrEmpty(secret) ? null : Secret;

    private static string? List(IEnumerable<string> items) => string.Join(", ", items) is { Length: > 0 } list ? list : null;

    private static string Show(bool on) => on ? "true" : "false";

    private static string? Show(TimeSpan? time) => time?.ToString("c", CultureInfo.InvariantCulture);

    private static string? Show(long? number) => number?.ToString(CultureInfo.InvariantCulture);

    private static string Show(CloseCodeOverride one) => one.Verdict is { } verdict ? $"{one.Codes} {verdict}" : one.Codes.ToString();

    private static string Show(TokenPlacement place) => place.In is TokenLocation.Bearer or TokenLocation.None ? $"{place.In}" : $"{place.In} {place.Name}";

    private static string Color(int color) => $"#{color.ToString("x6", CultureInfo.InvariantCulture)}";
}
