using System.Globalization;
using TokenSocket.CloseCodes;

namespace TokenSocket.Notices;

/// <summary>Why a run ended.</summary>
/// <param name="Kind">What ended it.</param>
/// <param name="Rule">The row of the dialect that decided; for a give-up, that of the last end.</param>
/// <param name="Code">The close code or HTTP status of the last end; null where it had none.</param>
/// <param name="Message">One sentence: what happened.</param>
/// <param name="Resolution">One sentence: what a person should do.</param>
public sealed record StopReason(StopKind Kind, CloseRule Rule, int? Code, string Message, string Resolution)
{
    /// <summary>The facts of the last end; null where there was none, or the program asked.</summary>
    public DisconnectInfo? Info { get; init; }

    /// <summary>Code, name, message and what to do, on one line.</summary>
    public override string ToString() => Kind switch
    {
        StopKind.Requested => Message,
        _ when Code is { } code => string.Create(CultureInfo.InvariantCulture, $"{code} {Rule.Name}: {Message} {Resolution}"),
        _ => $"{Rule.Name}: {Message} {Resolution}",
    };
}
