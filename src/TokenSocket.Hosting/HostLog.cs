using Serilog;
using TokenSocket.Logging;

namespace TokenSocket.Hosting;

/// <summary>What a host's part of a client logs: every template stands here.</summary>
/// <param name="log">Where the events go.</param>
internal sealed class HostLog(ILogger log)
{
    /// <summary>A handler threw, or what it stands on could not be made or disposed.</summary>
    public void WriteHandlerFailure(string handler, Exception e) => NoticeLog.Guard(() =>
        log.Error(e, "Handler {Handler:l} threw {Exception:l}; the next message goes on", handler, e.GetType().Name));

    /// <summary>The changed configuration threw, or what code does about its options did.</summary>
    public void WriteReloadFailure(Exception e) => NoticeLog.Guard(() =>
        log.Error(e, "Changed options could not be read and the old ones stay: {Exception:l}", e.GetType().Name));
}
