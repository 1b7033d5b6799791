using System.IO.Pipelines;
using TokenSocket.Credentials;
using TokenSocket.Telemetry;
using TokenSocket.Transport;

namespace TokenSocket.Running;

/// <summary>What the loop stands on. The dice give chance from 0 up to but not including 1, on any thread. Without a handler discovery makes its own.</summary>
internal sealed record LoopParts(
    ITokenProvider Tokens,
    ITransportFactory Transports,
    HttpMessageHandler? Discovery,
    TimeProvider Time,
    PipeScheduler Scheduler,
    Func<double> Dice,
    ClientMeter Meter);
