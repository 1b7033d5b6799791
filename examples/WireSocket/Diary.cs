using System.Threading.Channels;
using TokenSocket;
using TokenSocket.CloseCodes;
using TokenSocket.Messages;
using TokenSocket.Notices;

namespace WireSocket;

/// <summary>Tells what happens to a client, a line each, and lets the story wait for it.</summary>
internal sealed class Diary
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Channel<Connected> _connections = Channel.CreateUnbounded<Connected>();
    private readonly Channel<SocketMessage> _messages = Channel.CreateUnbounded<SocketMessage>();
    private readonly Region[] _regions;

    public Diary(TokenSocketClient socket, params Region[] regions)
    {
        _regions = regions;
        socket.Notices.Subscribe(Write);
        socket.Messages.Subscribe(message => _messages.Writer.TryWrite(message));
    }

    /// <summary>Warnings, and ends that were not a part of the story.</summary>
    public int Surprises { get; private set; }

    /// <summary>The next time that it is connected.</summary>
    public async Task ConnectedAsync() => await _connections.Reader.ReadAsync().AsTask().WaitAsync(Patience);

    /// <summary>Whether these bytes come back as they went out.</summary>
    public async Task<bool> ComesBackAsync(TokenSocketClient socket, byte[] bytes)
    {
        await socket.SendAsync(bytes);
        var message = await _messages.Reader.ReadAsync().AsTask().WaitAsync(Patience);
        Console.WriteLine($"  {bytes.Length} bytes went out, and {message.Bytes.Length} came back as a {message.Kind} message");
        return message.Kind == MessageKind.Binary && message.Bytes.Span.SequenceEqual(bytes);
    }

    private void Write(ConnectionNotice notice)
    {
        switch (notice)
        {
            case Redirected sent:
                Console.WriteLine($"  sent to {NameOf(sent.To)}");
                break;
            case Connected connected:
                Console.WriteLine("  connected");
                _connections.Writer.TryWrite(connected);
                break;
            case TokenRefreshed:
                Console.WriteLine("  a fresh token is at hand");
                break;
            case Disconnected { Info.Cause: DisconnectCause.Requested }:
                Console.WriteLine("  closed");
                break;
            case Disconnected { Verdict: ReconnectVerdict.WithFreshToken or ReconnectVerdict.AtNewAddress } end:
                Console.WriteLine($"  closed with {end.Info.Code}: {end.Rule.Message}");
                break;
            case Disconnected or SessionWarning:
                Surprises++;
                Console.WriteLine($"  not in the story: {notice}");
                break;
        }
    }

    private string NameOf(Uri address) => Array.Find(_regions, region => region.Url == address)?.Name ?? "nowhere";
}
