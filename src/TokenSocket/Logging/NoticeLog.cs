using Serilog;
using Serilog.Debugging;
using Serilog.Events;
using TokenSocket.CloseCodes;
using TokenSocket.Notices;

namespace TokenSocket.Logging;

/// <summary>Turns notices into log events: every template stands here. One pump calls it, a notice at a time.</summary>
/// <param name="log">Where the events go.</param>
/// <param name="gateway">The address without its query, of this moment.</param>
/// <param name="isVerbose">Whether VerboseLogging is on at this moment.</param>
internal sealed class NoticeLog(ILogger log, Func<string?> gateway, Func<bool> isVerbose)
{
    private bool _inOutage;

    private LogEventLevel Routine => isVerbose() ? LogEventLevel.Information : LogEventLevel.Debug;

    private LogEventLevel Failure => !_inOutage || isVerbose() ? LogEventLevel.Warning : LogEventLevel.Debug;

    public void Write(ConnectionNotice notice) => Guard(() => Tell(notice));

    /// <summary>The maximum makes the first interval shorter than it was set.</summary>
    public void WarnOfMaximum(TimeSpan initial, TimeSpan max) => Guard(() => log.Warning(
        "MaxReconnectInterval {Max} is below the first interval {Initial}, so every wait is {Max}; raise it, or lower InitialReconnectInterval",
        max,
        initial,
        max));

    /// <summary>A subscriber threw; it keeps receiving.</summary>
    public void WriteSubscriberFailure(Exception e) => Guard(() =>
        log.Error(e, "A subscriber threw {Exception:l}; it keeps receiving, and so does everyone else", e.GetType().Name));

    /// <summary>Writes, whatever the log does: audit sinks and loggers of one's own throw, and no log is worth a connection.</summary>
    public static void Guard(Action write)
    {
        try
        {
            write();
        }
        catch (Exception e)
        {
            SelfLog.WriteLine("TokenSocket could not write to the log: {0}", e);
        }
    }

    private void Tell(ConnectionNotice notice)
    {
        switch (notice)
        {
            case Connecting e:
                log.Write(Routine, "Connecting to {Gateway:l}, attempt {Attempt}", gateway(), e.Attempt);
                break;
            case Connected:
                log.Write(Routine, "Connected to {Gateway:l}", gateway());
                break;
            case Disconnected e:
                WriteEnd(e);
                break;
            case RetryScheduled e:
                log.Write(Routine, "Retry in {Delay}, attempt {Attempt} to {Gateway:l}", e.Delay, e.Attempt, gateway());
                break;
            case TokenRefreshed:
                log.Write(Routine, "The token provider gave another token for {Gateway:l}", gateway());
                break;
            case TokenRefreshFailed { RetryIn: { } delay } e:
                log.Warning("The token for {Gateway:l} could not be renewed ahead of its end: {Reason:l} The connection stays up, asking again in {Delay}", gateway(), Clean(e.Reason), delay);
                break;
            case TokenRefreshFailed e:
                log.Warning("The token for {Gateway:l} cannot be renewed: {Reason:l} The connection stays up until its end", gateway(), Clean(e.Reason));
                break;
            case Redirected e:
                log.Write(Routine, "Redirected from {From:l} to {To:l}", e.From, e.To);
                break;
            case OutageEnded e:
                _inOutage = false;
                log.Information("Connection to {Gateway:l} is stable again, outage {Length}, attempts {Attempts}", gateway(), e.Length, e.Attempts);
                break;
            case SendDropped e:
                log.Warning("Dropped {Count} messages to {Gateway:l} unsent, because {Why:l}", e.Count, gateway(), e.Why);
                break;
            case SessionWarning e:
                log.Warning("Something is not as it should be at {Gateway:l}: {Message:l}", gateway(), Clean(e.Message));
                break;
            case OptionsReloaded:
                log.Information("Changed options are in effect for {Gateway:l}", gateway());
                break;
            case OptionsRefused e:
                log.Error("Changed options were refused and the old ones stay: {Faults}", e.Faults);
                break;
            case Stopped e:
                _inOutage = false;
                WriteStop(e.Reason);
                break;
        }
    }

    private void WriteEnd(Disconnected e)
    {
        if (e.Info.Cause == DisconnectCause.Requested)
        {
            log.Information("Disconnected from {Gateway:l} on request, {Code} {Reason}, verdict {Verdict}", gateway(), e.Info.Code, Clean(e.Info.Reason), e.Verdict);
            return;
        }

        // A final end is told once, by the stop that follows.
        var level = e.Verdict == ReconnectVerdict.Never ? LogEventLevel.Debug : Failure;
        _inOutage = true;
        if (e.Info.Cause == DisconnectCause.Refused)
        {
            log.Write(
                level,
                "{Gateway:l} refused the handshake, {HttpStatus} {StatusText:l}: {Message:l} {Resolution:l} Verdict {Verdict}, Retry-After {RetryAfter}, body {Body}",
                gateway(), e.Info.HttpStatus, Clean(e.Info.StatusText), e.Rule.Message, e.Rule.Resolution, e.Verdict, e.Info.RetryAfter, Clean(e.Info.Body));
        }
        else if (e.Info.Code is null)
        {
            log.Write(
                level,
                "Could not connect to {Gateway:l}, {Cause}: {Message:l} {Resolution:l} Verdict {Verdict}, reason {Reason}",
                gateway(), e.Info.Cause, e.Rule.Message, e.Rule.Resolution, e.Verdict, Clean(e.Info.Reason));
        }
        else
        {
            log.Write(
                level,
                "Disconnected from {Gateway:l}, {Cause} {Code} {Name:l}: {Message:l} {Resolution:l} Verdict {Verdict}, reason {Reason}",
                gateway(), e.Info.Cause, e.Info.Code, e.Rule.Name, e.Rule.Message, e.Rule.Resolution, e.Verdict, Clean(e.Info.Reason));
        }
    }

    private void WriteStop(StopReason reason)
    {
        switch (reason)
        {
            case { Kind: StopKind.Requested }:
                log.Information("Stopped on request, was {Gateway:l}", gateway());
                break;
            case { Kind: StopKind.GaveUp, Code: null }:
                log.Error("Gave up on {Gateway:l}, {Name:l}: {Message:l} {Resolution:l}", gateway(), reason.Rule.Name, reason.Message, reason.Resolution);
                break;
            case { Kind: StopKind.GaveUp }:
                log.Error("Gave up on {Gateway:l}, {Code} {Name:l}: {Message:l} {Resolution:l}", gateway(), reason.Code, reason.Rule.Name, reason.Message, reason.Resolution);
                break;
            case { Info: { HttpStatus: { } status } info }:
                log.Error(
                    "Stopped for good at {Gateway:l}, {Code} {Name:l}: {Message:l} {Resolution:l} The handshake was refused with {HttpStatus} {StatusText:l}, Retry-After {RetryAfter}, body {Body}",
                    gateway(), reason.Code, reason.Rule.Name, reason.Message, reason.Resolution, status, Clean(info.StatusText), info.RetryAfter, Clean(info.Body));
                break;
            case { Code: null }:
                log.Error("Stopped for good at {Gateway:l}, {Name:l}: {Message:l} {Resolution:l}", gateway(), reason.Rule.Name, reason.Message, reason.Resolution);
                break;
            default:
                log.Error("Stopped for good at {Gateway:l}, {Code} {Name:l}: {Message:l} {Resolution:l}", gateway(), reason.Code, reason.Rule.Name, reason.Message, reason.Resolution);
                break;
        }
    }

    private static string? Clean(string? text) => ServerText.Clean(text);
}
