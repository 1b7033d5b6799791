using System.Collections.Concurrent;
using TokenSocket.Gateway;
using TokenSocket.Messages;
using TokenSocket.Secrecy;
using TokenSocket.Testing;

namespace TokenSocket.Loopback.Tests.Client;

/// <summary>A real client, and what it announced and received.</summary>
internal sealed class Rig : IAsyncDisposable
{
    public Rig(TokenSocketOptions options, TokenSocketServices? services = null)
    {
        Options = options;
        Client = new TokenSocketClient(options, SecretsSink.Run.Watch(services ?? PartsUnderTest.Services()));
        SecretsSink.Run.See(Outlet.Print, $"{options} {Client}");
        Notices = new NoticeRecorder(Client);
        Client.Messages.Subscribe(Messages.Add);
    }

    public TokenSocketOptions Options { get; }

    public TokenSocketClient Client { get; }

    public NoticeRecorder Notices { get; }

    public BlockingCollection<SocketMessage> Messages { get; } = [];

    /// <summary>A client of the gateway with a token that it knows.</summary>
    public static Rig For(LoopbackGateway server, Func<TokenSocketOptions, TokenSocketOptions>? change = null)
    {
        var token = RunSecrets.NewToken();
        server.Tokens.Issue(token);
        var options = new TokenSocketOptions { GatewayUrl = new Uri(server.Url, RunSecrets.Query), Token = token };
        return new Rig(change?.Invoke(options) ?? options);
    }

    /// <summary>The same, connected, and the server's end of the connection.</summary>
    public static async Task<(Rig Rig, GatewayConnection Peer)> ConnectedAsync(
        LoopbackGateway server, Func<TokenSocketOptions, TokenSocketOptions>? change = null)
    {
        var rig = For(server, change);
        await rig.Client.ConnectAsync();
        return (rig, server.Gateway.Connections.Single());
    }

    /// <summary>The next message, within ten seconds.</summary>
    public SocketMessage NextMessage() => Messages.TryTake(out var message, TimeSpan.FromSeconds(10))
        ? message
        : throw new TimeoutException("No message came.");

    public ValueTask DisposeAsync() => Client.DisposeAsync();
}
