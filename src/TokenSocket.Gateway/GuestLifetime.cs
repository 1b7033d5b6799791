using Microsoft.Extensions.Hosting;

namespace TokenSocket.Gateway;

/// <summary>It lives in another program, whose Ctrl+C is not its own.</summary>
internal sealed class GuestLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
