using System.Diagnostics.Metrics;
using Serilog.Debugging;

namespace TokenSocket.DiscordAlerts;

/// <summary>Counts alerts in the meter <c>TokenSocket</c>.</summary>
internal sealed class AlertMetrics
{
    public const string MeterName = "TokenSocket";

    private static readonly Meter Shared = new(MeterName);

    private readonly Counter<long> _alerts;
    private readonly string _client;

    /// <param name="meters">Makes and owns the meter; null for one that lives as long as the process.</param>
    /// <param name="client">The client's name.</param>
    public AlertMetrics(IMeterFactory? meters, string client)
    {
        var meter = meters?.Create(new MeterOptions(MeterName)) ?? Shared;
        _alerts = meter.CreateCounter<long>("tokensocket.alerts", "{alert}", "Alerts that a Discord channel took, or that were dropped.");
        _client = client;
    }

    public void Sent() => Count(1, "sent");

    public void Dropped(int count) => Count(count, "dropped");

    private void Count(int count, string outcome)
    {
        if (count == 0)
        {
            return;
        }

        try
        {
            _alerts.Add(count, new("outcome", outcome), new("tokensocket.client", _client));
        }
        catch (Exception e)
        {
            // A listener threw, and no count is worth an alert.
            SelfLog.WriteLine("TokenSocket could not count alerts: {0}", e);
        }
    }
}
