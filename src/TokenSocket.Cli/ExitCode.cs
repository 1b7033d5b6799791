namespace TokenSocket.Cli;

/// <summary>What the tool ends with.</summary>
internal static class ExitCode
{
    /// <summary>It ended as it was asked to.</summary>
    public const int Done = 0;

    /// <summary>What was to be written could not be.</summary>
    public const int CannotWrite = 1;

    /// <summary>The settings have faults, or a step of the connection failed.</summary>
    public const int Failed = 1;

    /// <summary>A verdict stopped it for good.</summary>
    public const int StoppedForGood = 2;

    /// <summary>It gave up.</summary>
    public const int GaveUp = 3;

    /// <summary>Wrong usage; sysexits.h calls it EX_USAGE.</summary>
    public const int Usage = 64;
}
