using TokenSocket.CloseCodes;
using TokenSocket.Reconnecting;

namespace TokenSocket.Machine;

/// <summary>The part of the options that decides, and the bounds of a streak.</summary>
internal sealed record MachineSettings
{
    public required CloseDialect Dialect { get; init; }

    public required Uri Gateway { get; init; }

    public required BackoffSchedule Backoff { get; init; }

    public bool ReconnectOnDuplicateConnection { get; init; }

    public TimeSpan StableAfter { get; init; } = TimeSpan.FromSeconds(10);

    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(15);

    public TimeSpan CloseTimeout { get; init; } = TimeSpan.FromSeconds(5);

    public int? MaxAttempts { get; init; }

    public TimeSpan? MaxOutage { get; init; }

    public IReadOnlyList<string> RedirectHosts { get; init; } = [];

    /// <summary>The least time between two questions for the next token: one that ends at once is not to be asked for, or dialled with, without a pause.</summary>
    public TimeSpan LeastRefresh { get; init; } = TimeSpan.FromSeconds(5);

    public int MaxImmediates { get; init; } = 1;

    public int MaxRefreshes { get; init; } = 1;

    public int MaxRedirects { get; init; } = 5;
}
