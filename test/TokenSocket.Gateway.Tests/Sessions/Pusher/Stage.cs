using System.Globalization;
using TokenSocket.Gateway.Sessions.Pusher;
using TokenSocket.Testing;

namespace TokenSocket.Gateway.Tests.Sessions.Pusher;

/// <summary>An acted Pusher server in virtual time: ids count up, nothing is random.</summary>
internal sealed class Stage
{
    public const string Key = "278d425bdf160c739803";
    public const string Secret = "7ad3773142a6692b25b8";

    private int _ids;
    private int _sockets;

    public Stage()
    {
        Registry = new InMemoryTokenRegistry(Time);
        Tokens = new SharedTokens(Registry, TimeSpan.FromSeconds(5), Time, (_, failure) => Failures.Add(failure));
        Channels = new PusherChannels(Options, Tokens, Time, () => $"id-{++_ids}", () => string.Create(CultureInfo.InvariantCulture, $"123.{++_sockets}"));
    }

    public VirtualTime Time { get; } = new();

    public PusherGatewayOptions Options { get; } = new() { AppKey = Key, AppSecret = Secret };

    public InMemoryTokenRegistry Registry { get; }

    public SharedTokens Tokens { get; }

    public List<string> Failures { get; } = [];

    public PusherChannels Channels { get; }

    /// <summary>A client whose greeting was read and forgotten.</summary>
    public async Task<Client> EnterAsync(bool isV2 = false, string? token = null)
    {
        Client client = await DialAsync($"/app/{Key}", isV2 ? "2" : "7", token);
        client.Peer.Clear();
        return client;
    }

    public async Task<Client> DialAsync(string path, string? protocol, string? token = null, bool speaksV2 = true)
    {
        var peer = new RecordingPeer();
        var session = new PusherSession(Channels, peer, PusherDoor.Open(path, protocol, speaksV2, Options.AppKey));
        await session.BeginAsync(token);
        return new Client(session, peer);
    }
}
