using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace BotService;

/// <summary>Sends the client's metrics and traces over OTLP, where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> says where to.</summary>
internal sealed class Telemetry : IDisposable
{
    private readonly MeterProvider _metrics = Sdk.CreateMeterProviderBuilder().AddMeter("TokenSocket").AddOtlpExporter().Build();
    private readonly TracerProvider _traces = Sdk.CreateTracerProviderBuilder().AddSource("TokenSocket").AddOtlpExporter().Build();

    public static Telemetry? StartIfConfigured(IConfiguration configuration) =>
        string.IsNullOrEmpty(configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]) ? null : new Telemetry();

    public void Dispose()
    {
        _traces.Dispose();
        _metrics.Dispose();
    }
}
