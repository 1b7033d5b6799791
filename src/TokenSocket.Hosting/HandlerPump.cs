using Microsoft.Extensions.DependencyInjection;
using TokenSocket.Messages;

namespace TokenSocket.Hosting;

/// <summary>Hands every message of a client to its handlers: in order, one at a time, in a scope for each message.</summary>
/// <param name="client">Whose messages.</param>
/// <param name="handlers">Who takes them, in this order.</param>
/// <param name="scopes">Where they are resolved.</param>
/// <param name="log">Told of what they throw.</param>
internal sealed class HandlerPump(TokenSocketClient client, IReadOnlyList<Type> handlers, IServiceScopeFactory scopes, HostLog log) : IDisposable
{
    private readonly CancellationTokenSource _stop = new();

    /// <summary>Ends once no handler runs any more.</summary>
    public Task Completion { get; private set; } = Task.CompletedTask;

    /// <summary>Takes the reader's place of the client, if there is a handler.</summary>
    /// <exception cref="InvalidOperationException">Another loop is reading.</exception>
    public Task StartAsync()
    {
        if (handlers.Count > 0)
        {
            Completion = RunAsync(_stop.Token);
        }

        return Completion.IsFaulted ? Completion : Task.CompletedTask;
    }

    /// <summary>Hands out nothing more, and tells the handler that is busy; what it does then holds up nobody.</summary>
    public void Stop() => _ = StopAsync();

    public void Dispose() => _stop.Dispose();

    private async Task StopAsync()
    {
        try
        {
            await _stop.CancelAsync().ConfigureAwait(false);
        }
        catch (AggregateException e)
        {
            log.WriteHandlerFailure("cancellation", e);
        }
    }

    private async Task RunAsync(CancellationToken stop)
    {
        try
        {
            await foreach (var message in client.ReadAllAsync(stop).ConfigureAwait(false))
            {
                await HandleAsync(message, stop).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // As asked.
        }
    }

    private Task HandleAsync(SocketMessage message, CancellationToken stop) => GuardAsync(
        "scope",
        async () =>
        {
            var scope = scopes.CreateAsyncScope();
            await using (scope.ConfigureAwait(false))
            {
                foreach (var type in handlers)
                {
                    await GuardAsync(type.Name, () => HandleAsync(type, scope.ServiceProvider, message, stop), stop).ConfigureAwait(false);
                }
            }
        },
        stop);

    private static async Task HandleAsync(Type type, IServiceProvider services, SocketMessage message, CancellationToken stop)
    {
        var handler = (ITokenSocketHandler)services.GetRequiredService(type);
        await handler.HandleAsync(message, stop).ConfigureAwait(false);
    }

    private async Task GuardAsync(string handler, Func<Task> work, CancellationToken stop)
    {
        try
        {
            await work().ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception e)
        {
            log.WriteHandlerFailure(handler, e);
        }
    }
}
