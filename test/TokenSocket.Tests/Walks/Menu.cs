using TokenSocket.CloseCodes;
using TokenSocket.Dialects;
using TokenSocket.Messages;
using TokenSocket.Secrecy;

namespace TokenSocket.Tests.Walks;

/// <summary>What the number of a step stands for.</summary>
internal static class Menu
{
    /// <summary>No wait of the schedule is shorter, whatever the reloads below say.</summary>
    public static readonly TimeSpan LeastWait = TimeSpan.FromSeconds(20);

    /// <summary>The longest of all that a reload may choose.</summary>
    public static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(5);

    private const int AtOnce = 4900;
    private const int Rejected = 4901;
    private const int Moved = 4902;

    private static readonly double[] Seconds = [0.001, 0.5, 1, 2, 5, 6, 10, 15, 31, 62, 120, 600];

    private static readonly DisconnectInfo[] Ends =
    [
        new(DisconnectCause.Dropped, CloseCode.AbnormalClosure),
        Closed(1000), Closed(1001), Closed(1005), Closed(1011), Closed(1013), Closed(3003), Closed(4002), Closed(4003), Closed(4555, "what\r\never"),
        Closed(AtOnce), Closed(AtOnce), Closed(Rejected), Closed(Rejected),
        Closed(Moved, "REDIRECT:wss://gateway.example/other"), Closed(Moved, "REDIRECT:wss://evil.example/"),
        new(DisconnectCause.HeartbeatLost, CloseCode.AbnormalClosure), new(DisconnectCause.TooBig, 1009),
    ];

    private static readonly DisconnectInfo?[] Answers =
    [
        null, null, null,
        new(DisconnectCause.Unreachable),
        new(DisconnectCause.Refused, HttpStatus: 503, RetryAfter: TimeSpan.FromSeconds(200)),
        new(DisconnectCause.Refused, HttpStatus: 401),
        new(DisconnectCause.Refused, HttpStatus: 404),
        new(DisconnectCause.TlsFailed, Reason: "The certificate is not valid."),
    ];

    private static readonly SendQueueOptions[] Queues =
    [
        new(),
        new() { Capacity = 2 },
        new() { Capacity = 2, WhenFull = SendQueueFull.DropOldest, MaxAge = TimeSpan.FromSeconds(20) },
        new() { Capacity = 2, WhenFull = SendQueueFull.Fail },
    ];

    private static readonly Func<TokenSocketOptions, int, TokenSocketOptions>[] Reloads =
    [
        static (o, _) => o with { VerboseLogging = !o.VerboseLogging },
        static (o, _) => o with { ReconnectOnDuplicateConnection = !o.ReconnectOnDuplicateConnection },
        static (o, _) => o with { MaxReconnectInterval = LeastWait },
        static (o, _) => o with { MaxReconnectInterval = null },
        static (o, n) => o with { MaxAttempts = n % 2 == 0 ? null : 4 },
        static (o, n) => o with { MaxOutage = n % 2 == 0 ? null : TimeSpan.FromMinutes(5) },
        static (o, n) => o with { SendQueue = Queues[n % Queues.Length] },
        static (o, n) => o with { CloseTimeout = n % 2 == 0 ? CloseTimeout : CloseTimeout / 2 },
        static (o, n) => o with { StableAfter = TimeSpan.FromSeconds(1 + (n % 10)) },
        static (o, n) => o with { IdleTimeout = n % 2 == 0 ? null : TimeSpan.FromSeconds(40) },
    ];

    private static readonly Func<TokenSocketOptions, int, TokenSocketOptions>[] Renewals =
    [
        static (o, n) => o with { GatewayUrl = new Uri($"wss://gateway.example/v{n}") },
        static (o, n) => o with { Dialect = KnownDialects.Find(n % 2 == 0 ? "rfc6455" : "tokensocket")! },
    ];

    public static TimeSpan Time(int number) => TimeSpan.FromSeconds(Pick(Seconds, number));

    public static DisconnectInfo End(int number) => Pick(Ends, number);

    /// <summary>The answer to a handshake; null accepts.</summary>
    public static DisconnectInfo? Answer(int number) => Pick(Answers, number);

    /// <summary>A client that is made: every second number has its tokens from a provider.</summary>
    public static TokenSocketOptions Options(int number) => new()
    {
        GatewayUrl = Bench.Url,
        Token = HasProvider(number) ? null : RunSecrets.Token,
        InitialReconnectInterval = LeastWait,
        SendQueue = Pick(Queues, number / 2),
        MaxAttempts = number % 5 == 4 ? 4 : null,
        CloseCodes =
        [
            new(AtOnce) { Verdict = ReconnectVerdict.Immediately },
            new(Rejected) { Verdict = ReconnectVerdict.WithFreshToken },
            new(Moved) { Verdict = ReconnectVerdict.AtNewAddress },
        ],
    };

    public static bool HasProvider(int number) => number % 2 == 1;

    /// <summary>The options with some of them changed.</summary>
    /// <returns>Them, whether a new connection is wanted, and whether they are good.</returns>
    public static (TokenSocketOptions Options, bool Renews, bool IsGood) Reload(TokenSocketOptions now, int number)
    {
        var (kind, way) = (number % 16, number / 16);
        return kind switch
        {
            < 10 => (Reloads[kind](now, way), false, true),
            < 12 => (Renewals[kind - 10](now, way), true, true),
            < 14 when now.Token is not null => (now with { Token = $"secret-{way}-{now.Token!.Length % 2}" }, true, true),
            14 => (now with { GatewayUrl = new Uri("https://gateway.example/v2") }, false, false),
            _ => (now, false, true),
        };
    }

    private static DisconnectInfo Closed(int code, string reason = "") => new(DisconnectCause.Closed, code, reason);

    private static T Pick<T>(T[] from, int number) => from[number % from.Length];
}
