using System.Collections.Concurrent;
using Websocket.Client;
using Client = Websocket.Client.WebsocketClient;

namespace TokenSocket.Adapters.Tests.Websocket;

/// <summary>The package alone, with what it told.</summary>
internal sealed class PackageAlone : IDisposable
{
    public PackageAlone(Uri url, Action<Client>? change = null)
    {
        Client = new Client(url);
        change?.Invoke(Client);
        Client.DisconnectionHappened.Subscribe(Ends.Enqueue);
    }

    public Client Client { get; }

    public ConcurrentQueue<DisconnectionInfo> Ends { get; } = new();

    public static async Task<PackageAlone> StartedAsync(Uri url, Action<Client>? change = null)
    {
        var package = new PackageAlone(url, change);
        await package.Client.Start();
        return package;
    }

    public void Dispose() => Client.Dispose();
}
