using System.Net.WebSockets;
using Microsoft.Extensions.Logging;

namespace TokenSocket.Gateway;

/// <summary>Runs one upgraded connection from its first byte to the end of its WebSocket.</summary>
internal sealed class ConnectionRun(GatewayConnection connection, TokenGatewayOptions options, TimeProvider time, ILogger log)
{
    private static readonly TimeSpan LastLook = TimeSpan.FromSeconds(1);

    /// <summary>Returns when TCP may be ended in order, or has been broken off.</summary>
    /// <param name="stream">The upgraded connection.</param>
    /// <param name="releaseToken">Called as soon as the end is decided, and before the client can know of it.</param>
    /// <param name="breakOff">Resets TCP.</param>
    public async Task RunAsync(Stream stream, Func<Task> releaseToken, Action breakOff)
    {
        using var handling = new CancellationTokenSource();
        using var over = new CancellationTokenSource();
        using var wire = new Wire(stream, connection, options.SendTimeout, time, over.Token);
        using WebSocket socket = WebSocket.CreateFromStream(wire, new WebSocketCreationOptions
        {
            IsServer = true,
            KeepAliveInterval = options.KeepAliveInterval,
            KeepAliveTimeout = options.KeepAliveTimeout,
        });
        var inbox = new Inbox(connection, wire, options, log);
        Task writing = WriteAsync(wire, over.Token);
        Task reading = inbox.ReadAsync(socket, handling.Token, over.Token);

        Ending ending = await connection.WhenEnding.ConfigureAwait(false);

        connection.Session?.Dispose();
        await releaseToken().ConfigureAwait(false);
        await handling.CancelAsync().ConfigureAwait(false);
        if (!await SayGoodbyeAsync(ending, Task.WhenAll(writing, reading)).ConfigureAwait(false))
            breakOff();

        await over.CancelAsync().ConfigureAwait(false);

        // The reading has to be off the stream before the server takes it back; only a handler that will not end keeps it longer.
        await Task.WhenAny(Task.WhenAll(writing, reading), Task.Delay(LastLook, time)).ConfigureAwait(false);
        connection.ReportEnded(inbox.PeerClose);
    }

    /// <returns>Whether TCP may end in order.</returns>
    private async Task<bool> SayGoodbyeAsync(Ending ending, Task exchange)
    {
        if (ending is not Ending.Close close)
            return ending is Ending.HangUp;

        connection.Outbox.Finish(close.Frame);
        try
        {
            await Task.WhenAny(exchange, connection.WhenBroken).WaitAsync(options.CloseTimeout, time).ConfigureAwait(false);
            return exchange.IsCompletedSuccessfully;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private async Task WriteAsync(Wire wire, CancellationToken over)
    {
        try
        {
            await connection.Outbox.PumpAsync(wire, over).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // Whatever a server's stream throws, it means one thing: nothing more can be written.
            GatewayLog.SendFailed(log, connection, exception.GetType().Name);
            connection.EndOrBreak(new Ending.Reset());
        }

        connection.ReportSent();
    }
}
