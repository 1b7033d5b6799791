using System.Globalization;
using TokenSocket.CloseCodes;
using TokenSocket.Credentials;

namespace TokenSocket.DiscordAlerts;

/// <summary>Finds every fault of the options at once, each by its key below the client's section, without ever showing the webhook's token.</summary>
internal sealed class DiscordOptionsCheck
{
    private const int LongestEmoji = 64;
    private const int LastColor = 0xFFFFFF;

    // Discord's reference, Create Webhook: a name must not contain these.
    private static readonly string[] ForbiddenNames = ["clyde", "discord"];

    private readonly List<(string Key, string Sentence)> _faults = [];

    private DiscordOptionsCheck()
    {
    }

    /// <summary>The faults, a key and the rest of a sentence each; none where the options are good.</summary>
    public static IReadOnlyList<(string Key, string Sentence)> FaultsOf(DiscordAlertOptions options)
    {
        var check = new DiscordOptionsCheck();
        check.CheckWebhook(options.WebhookUrl);
        check.CheckUsername(options.Username);
        check.CheckAvatar(options.AvatarUrl);
        check.CheckThread(options.ThreadId);
        check.CheckColors(options.Colors);
        check.CheckEmojis(options.Emojis);
        return check._faults;
    }

    private void CheckWebhook(Uri? url)
    {
        const string key = nameof(DiscordAlertOptions.WebhookUrl);
        if (url is null)
        {
            return;
        }

        var shown = WebhookAddress.Mask(url);
        if (!url.IsAbsoluteUri || url.Scheme is not ("http" or "https") || !WebhookAddress.NamesHost(url))
        {
            Fault(key, $"must start with https:// and name a host; it is '{shown}'.");
        }
        else if (url.Scheme == "http" && !LoopbackAddress.Contains(url))
        {
            Fault(key, $"must start with https://, for over http anyone on the way can read the webhook's token; it is '{shown}'. Did you mean 'https{shown[4..]}'?");
        }
        else if (!WebhookAddress.IsWebhookPath(url.AbsolutePath))
        {
            Fault(key, $"must have the path /api/webhooks/{{id}}/{{token}}, as Discord's 'Copy Webhook URL' gives it; it is '{shown}'.");
        }
        else if (url.UserInfo.Length > 0 || url.Fragment.Length > 0)
        {
            Fault(key, $"must not carry a user name, a password or a fragment (#…); it is '{shown}' with one of them.");
        }
    }

    private void CheckUsername(string? name)
    {
        const string key = nameof(DiscordAlertOptions.Username);
        if (name is null)
        {
            return;
        }

        if (string.IsNullOrWhiteSpace(name) || name.Length > DiscordLimits.Username)
        {
            Fault(key, $"must have 1 to {DiscordLimits.Username} characters; it is '{ServerText.Clean(name)}'.");
        }
        else if (ForbiddenNames.FirstOrDefault(word => name.Contains(word, StringComparison.OrdinalIgnoreCase)) is { } forbidden)
        {
            Fault(key, $"must not contain '{forbidden}', which Discord refuses; it is '{ServerText.Clean(name)}'.");
        }
    }

    private void CheckAvatar(Uri? url)
    {
        if (url is not null && !(url.IsAbsoluteUri && url.Scheme is "http" or "https"))
        {
            Fault(nameof(DiscordAlertOptions.AvatarUrl), $"must start with https:// or http://; it is '{ServerText.Clean(url.OriginalString.Split('?', '#')[0])}'.");
        }
    }

    private void CheckThread(ulong? thread)
    {
        if (thread == 0)
        {
            Fault(nameof(DiscordAlertOptions.ThreadId), "must be the number of a thread; it is '0'.");
        }
    }

    private void CheckColors(AlertColors? colors)
    {
        if (colors is null)
        {
            Fault(nameof(DiscordAlertOptions.Colors), "is missing; leave it out for the defaults.");
            return;
        }

        Check(nameof(AlertColors.Success), colors.Success);
        Check(nameof(AlertColors.Error), colors.Error);
        Check(nameof(AlertColors.None), colors.None);

        void Check(string name, int color)
        {
            if (color is < 0 or > LastColor)
            {
                Fault($"Colors:{name}", string.Create(CultureInfo.InvariantCulture, $"must be from #000000 to #ffffff; it is '{color}'."));
            }
        }
    }

    private void CheckEmojis(AlertEmojis? emojis)
    {
        if (emojis is null)
        {
            Fault(nameof(DiscordAlertOptions.Emojis), "is missing; leave it out for the defaults.");
            return;
        }

        Check(nameof(AlertEmojis.Success), emojis.Success);
        Check(nameof(AlertEmojis.Error), emojis.Error);
        Check(nameof(AlertEmojis.None), emojis.None);

        void Check(string name, string? emoji)
        {
            if (emoji is not { Length: <= LongestEmoji })
            {
                Fault($"Emojis:{name}", $"must have at most {LongestEmoji} characters, such as '✅' or '<:name:id>'; it is '{ServerText.Clean(emoji)}'.");
            }
        }
    }

    private void Fault(string key, string sentence) => _faults.Add(($"Discord:{key}", sentence));
}
