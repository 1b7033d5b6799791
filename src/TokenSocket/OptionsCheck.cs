using System.Globalization;
using TokenSocket.CloseCodes;
using TokenSocket.Credentials;
using TokenSocket.Messages;

namespace TokenSocket;

/// <summary>Finds every fault of a set of options at once, each by its key, with the value and what would do.</summary>
internal sealed class OptionsCheck
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private readonly TokenSocketOptions _options;
    private readonly List<(string Key, string Sentence)> _faults = [];

    private OptionsCheck(TokenSocketOptions options) => _options = options;

    /// <summary>The faults, a sentence each that begins with the key; none where the options are good. Reads no file and no clock.</summary>
    /// <param name="options">The options.</param>
    /// <param name="hasProvider">Whether tokens come from a provider instead.</param>
    public static IReadOnlyList<string> FaultsOf(TokenSocketOptions options, bool hasProvider = false) =>
        [.. KeyedFaultsOf(options, hasProvider).Select(static fault => $"TokenSocket:{fault.Key} {fault.Sentence}")];

    /// <summary>The faults, each with its key below the section, so that a section of any name can stand before it.</summary>
    /// <param name="options">The options.</param>
    /// <param name="hasProvider">Whether tokens come from a provider instead.</param>
    public static IReadOnlyList<(string Key, string Sentence)> KeyedFaultsOf(TokenSocketOptions options, bool hasProvider)
    {
        var check = new OptionsCheck(options);
        check.CheckGateway();
        check.CheckDialect();
        DiscoveryCheck.Check(options, check.Fault);
        TokenCheck.Check(options, hasProvider, check.Fault);
        check.CheckIntervals();
        check.CheckLimits();
        check.CheckCloseCodes();
        SocketIoCheck.Check(options, check.Fault);
        RequestCheck.Check(options, check.Fault);
        return check._faults;
    }

    /// <summary>A copy of good options.</summary>
    /// <exception cref="OptionsException">They are not good; it lists every fault.</exception>
    public static TokenSocketOptions GoodCopyOf(TokenSocketOptions options, bool hasProvider)
    {
        var faults = FaultsOf(options, hasProvider);
        return faults.Count == 0 ? options.Copy() : throw new OptionsException(faults);
    }

    /// <summary>An address without user name, password, query and fragment.</summary>
    public static string? Show(Uri? address) => ShownAddress.Of(address);

    // A stricter set than RFC 9110's token: it holds in headers, queries and subprotocols alike.
    internal static bool IsName(string? name) =>
        !string.IsNullOrEmpty(name) && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '~');

    private void CheckGateway()
    {
        const string key = nameof(TokenSocketOptions.GatewayUrl);
        var url = _options.GatewayUrl;
        if (url is null || url.OriginalString.Length == 0)
        {
            Fault(key, "is missing; set it to the server's address, such as 'wss://gateway.example/v2'.");
        }
        else if (!url.IsAbsoluteUri)
        {
            Fault(key, $"must be a whole address; it is '{Show(url)}'. Did you mean 'wss://{Show(url)}'?");
        }
        else if (url.Scheme is "http" or "https")
        {
            Fault(key, $"must start with ws:// or wss://; it is '{Show(url)}'. Did you mean 'ws{Show(url)![4..]}'?");
        }
        else if (url.Scheme is not ("ws" or "wss") || url.Host.Length == 0)
        {
            Fault(key, $"must start with ws:// or wss:// and name a host; it is '{Show(url)}'.");
        }
        else if (!HasPunycode(url))
        {
            Fault(key, $"must name a host that can be looked up; it is '{Show(url)}'.");
        }
        else if (url.UserInfo.Length > 0)
        {
            Fault(key, $"must not carry a user name or password; it is '{Show(url)}' and they go into Token or Headers.");
        }
        else if (url.Fragment.Length > 0)
        {
            Fault(key, $"must not carry a fragment (#…); it is '{Show(url)}' (RFC 6455, section 3).");
        }
    }

    // Uri takes some names that DNS has no way to write, and says so only when it is asked.
    private static bool HasPunycode(Uri address)
    {
        try
        {
            return address.IdnHost.Length > 0;
        }
        catch (UriFormatException)
        {
            return false;
        }
    }

    private void CheckDialect()
    {
        if (_options.Dialect is null)
        {
            Fault(nameof(TokenSocketOptions.Dialect), "is missing; leave it out for the default, 'tokensocket'.");
            return;
        }

        if (!_options.Dialect.HasRowForEveryEnd())
        {
            Fault(nameof(TokenSocketOptions.Dialect), $"'{_options.Dialect.Name}' has no row for some ends; give it a Fallback, such as KnownDialects.Rfc6455.");
        }

        if (_options.Dialect is { AgeingToken: AgeingToken.InBand } && _options.Dialect.TokenMessage?.Contains(InBandToken.Place, StringComparison.Ordinal) != true)
        {
            Fault(nameof(TokenSocketOptions.Dialect), $"'{_options.Dialect.Name}' takes fresh tokens in band but says no message for it; give it a TokenMessage with {InBandToken.Place} in it.");
        }
    }

    private void CheckIntervals()
    {
        Interval(nameof(TokenSocketOptions.InitialReconnectInterval), _options.InitialReconnectInterval, Day);
        Interval(nameof(TokenSocketOptions.MaxReconnectInterval), _options.MaxReconnectInterval, Day);
        Interval(nameof(TokenSocketOptions.StableAfter), _options.StableAfter, Day);
        Interval(nameof(TokenSocketOptions.ConnectTimeout), _options.ConnectTimeout, Day);
        Interval(nameof(TokenSocketOptions.TokenTimeout), _options.TokenTimeout, Day);
        Interval(nameof(TokenSocketOptions.KeepAliveInterval), _options.KeepAliveInterval, Day);
        Interval(nameof(TokenSocketOptions.KeepAliveTimeout), _options.KeepAliveTimeout, Day);
        Interval(nameof(TokenSocketOptions.IdleTimeout), _options.IdleTimeout, Day);
        Interval(nameof(TokenSocketOptions.CloseTimeout), _options.CloseTimeout, Day);
        Interval(nameof(TokenSocketOptions.MaxOutage), _options.MaxOutage, TimeSpan.FromDays(30));
        if (_options.ReconnectJitter is { } jitter and not (>= 0 and <= 1))
        {
            Fault(nameof(TokenSocketOptions.ReconnectJitter), string.Create(CultureInfo.InvariantCulture, $"must be from 0 to 1; it is {jitter}."));
        }
    }

    private void CheckLimits()
    {
        Number(nameof(TokenSocketOptions.MaxMessageSize), _options.MaxMessageSize, 1024 * 1024 * 1024);
        Number(nameof(TokenSocketOptions.MaxAttempts), _options.MaxAttempts, int.MaxValue);
        Number("ReceiveQueue:MaxMessages", _options.ReceiveQueue?.MaxMessages, 1_000_000);
        Interval("SendQueue:MaxAge", _options.SendQueue?.MaxAge, Day);
        if (_options.SendQueue?.Capacity is { } capacity and not (>= 0 and <= 1_000_000))
        {
            Fault("SendQueue:Capacity", string.Create(CultureInfo.InvariantCulture, $"must be from 0 (off) to 1000000; it is {capacity}."));
        }

        if (_options.SendQueue?.WhenFull is { } full && !Enum.IsDefined(full))
        {
            Fault("SendQueue:WhenFull", string.Create(CultureInfo.InvariantCulture, $"must be one of {string.Join(", ", Enum.GetNames<SendQueueFull>())}; it is {full:D}."));
        }

        Number("ReceiveQueue:MaxBytes", _options.ReceiveQueue?.MaxBytes, 4L * 1024 * 1024 * 1024);
    }

    private void CheckCloseCodes()
    {
        var seen = new List<CodeRange>();
        foreach (var one in _options.CloseCodes ?? [])
        {
            var key = $"{nameof(TokenSocketOptions.CloseCodes)}:{one.Codes}";
            if (one.Codes.First < 100 || one.Codes.Last > CodeRange.Any.Last || one.Codes.Width < 0)
            {
                Fault(key, $"must be a code from 100 to {CodeRange.Any.Last}, or a range of them such as 4500-4599.");
            }

            // The narrower one wins; of two that are as wide nobody could say which.
            if (seen.Find(other => other.Width == one.Codes.Width && other.Overlaps(one.Codes)) is { Last: > 0 } rival)
            {
                Fault(key, $"overlaps {rival}, which is as wide; make one of them narrower.");
            }

            seen.Add(one.Codes);
            Interval($"{key}:AtLeast", one.AtLeast, Day);
        }
    }

    private void Interval(string key, TimeSpan? value, TimeSpan longest)
    {
        if (value is { } interval && (interval < TimeSpan.FromMilliseconds(1) || interval > longest))
        {
            Fault(key, string.Create(CultureInfo.InvariantCulture, $"must be from 00:00:00.001 to {longest}; it is {interval}."));
        }
    }

    private void Number(string key, long? value, long most)
    {
        if (value is { } number && (number < 1 || number > most))
        {
            Fault(key, string.Create(CultureInfo.InvariantCulture, $"must be from 1 to {most}; it is {number}."));
        }
    }

    private void Fault(string key, string sentence) => _faults.Add((key, sentence));
}
