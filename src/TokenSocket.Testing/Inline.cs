using System.IO.Pipelines;
using TokenSocket.Credentials;

namespace TokenSocket.Testing;

/// <summary>Makes a client synchronous, so that a test reads like a story: what an act leads to has happened when the act returns.</summary>
public static class Inline
{
    /// <summary>The services of a client under test: the fakes, no chance (dice 0), no log, subscribers called at once.</summary>
    public static TokenSocketServices Services(FakeGateway gateway, VirtualTime time, ITokenProvider? tokens = null)
    {
        ArgumentNullException.ThrowIfNull(gateway);
        ArgumentNullException.ThrowIfNull(time);
        return new TokenSocketServices
        {
            TransportFactory = gateway,
            TimeProvider = time,
            TokenProvider = tokens,
            Scheduler = PipeScheduler.Inline,
            Dice = static () => 0,
            Logger = Serilog.Core.Logger.None,
        };
    }

    /// <summary>Runs the act without a synchronization context, so that what awaits its outcome goes on before it returns.</summary>
    /// <remarks>The trap: test frameworks install a context, and then continuations hop to other threads and out of order.</remarks>
    public static void Run(Action act)
    {
        ArgumentNullException.ThrowIfNull(act);
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            act();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }
}
