using Microsoft.Extensions.Diagnostics.HealthChecks;
using TokenSocket.Notices;

namespace TokenSocket.Hosting;

/// <summary>Healthy while connected, degraded on the way there, unhealthy once it has stopped for good. With the last code and message as data.</summary>
/// <param name="hosted">The client.</param>
internal sealed class ClientHealthCheck(HostedClient hosted) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var (status, end) = (hosted.Client.CurrentStatus, hosted.LastEnd);
        return Task.FromResult(new HealthCheckResult(
            status switch
            {
                ConnectionStatus.Connected => HealthStatus.Healthy,
                ConnectionStatus.Stopped => context.Registration.FailureStatus,
                _ => HealthStatus.Degraded,
            },
            status == ConnectionStatus.Connected || end is null ? $"{status}." : $"{status}: {end.Message} {end.Resolution}",
            data: DataOf(status, end)));
    }

    private static Dictionary<string, object> DataOf(ConnectionStatus status, LastEnd? end)
    {
        var data = new Dictionary<string, object>(StringComparer.Ordinal) { ["status"] = status.ToString() };
        if (end is not null)
        {
            (data["name"], data["message"], data["resolution"]) = (end.Name, end.Message, end.Resolution);
        }

        if (end?.Code is { } code)
        {
            data["code"] = code;
        }

        return data;
    }
}
