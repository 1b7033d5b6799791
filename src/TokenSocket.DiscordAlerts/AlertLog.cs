using Serilog;
using Serilog.Debugging;

namespace TokenSocket.DiscordAlerts;

/// <summary>What alerts write to the log: every template stands here.</summary>
internal sealed class AlertLog(ILogger log, string client)
{
    /// <summary>No more alerts go to this webhook.</summary>
    public void WriteWebhookGone(WebhookAddress address, string why) => Guard(() => log.Error(
        "Discord refuses the webhook {Webhook:l} of {Client:l}, {Why:l}; its alerts are off until another address is set", $"{address}", client, why));

    /// <summary>Discord will never take this one.</summary>
    public void WriteRejected(string why) => Guard(() => log.Warning("Discord refused an alert of {Client:l}, {Why:l}; it is dropped", client, why));

    /// <summary>It was tried often enough.</summary>
    public void WriteGivenUp(int tries, string why) => Guard(() => log.Warning(
        "An alert of {Client:l} is dropped after {Tries} tries, the last: {Why:l}", client, tries, why));

    /// <summary>A defect of this library or of a sender.</summary>
    public void WriteFailure(Exception e) => Guard(() => log.Error("Alerts of {Client:l} failed with {Exception:l}", client, e.GetType().Name));

    // Audit sinks and loggers of one's own throw, and no log is worth a connection.
    private static void Guard(Action write)
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
}
