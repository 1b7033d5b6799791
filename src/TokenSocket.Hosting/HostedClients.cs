using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace TokenSocket.Hosting;

/// <summary>Starts every registered client with the host, and stops them all at once.</summary>
/// <param name="registrations">Whose.</param>
/// <param name="services">Where they are made.</param>
internal sealed class HostedClients(IEnumerable<ClientRegistration> registrations, IServiceProvider services) : IHostedService
{
    private HostedClient[] _clients = [];

    /// <exception cref="OptionsException">The options of some do not validate; it lists every fault of every client, and none was started.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _clients = MakeAll();
        foreach (var client in _clients)
        {
            await client.StartAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.WhenAll(_clients.Select(client => client.StopAsync(cancellationToken)));

    private HostedClient[] MakeAll()
    {
        var clients = new List<HostedClient>();
        var faults = new List<string>();
        foreach (var registration in registrations)
        {
            try
            {
                clients.Add(services.GetRequiredKeyedService<HostedClient>(registration.Name));
            }
            catch (OptionsException e)
            {
                faults.AddRange(e.Faults);
            }
        }

        return faults.Count == 0 ? [.. clients] : throw new OptionsException(faults);
    }
}
