using System.Net.WebSockets;
using System.Text;
using TokenSocket.Contracts;

namespace TokenSocket.Loopback.Tests.Gateway;

/// <summary>The platform's client, with the waits bounded.</summary>
internal static class Client
{
    public const string Offered = "Sec-WebSocket-Protocol";

    public static async Task<ClientWebSocket> ConnectAsync(Uri url, string? token)
    {
        var client = new ClientWebSocket();
        if (token is not null)
            client.Options.SetRequestHeader("token", token);
        await client.ConnectAsync(url, CancellationToken.None).WaitAsync(Patience.Long);
        return client;
    }

    /// <param name="url">Where to.</param>
    /// <param name="header">One header as it is written, or nothing.</param>
    public static async Task<ClientWebSocket> DialAsync(Uri url, string header)
    {
        var client = new ClientWebSocket();
        string[] parts = header.Split(": ");
        if (parts[0] == Offered)
        {
            foreach (string protocol in parts[1].Split(", "))
                client.Options.AddSubProtocol(protocol);
        }
        else if (header.Length > 0)
        {
            client.Options.SetRequestHeader(parts[0], parts[1]);
        }

        await client.ConnectAsync(url, CancellationToken.None).WaitAsync(Patience.Long);
        return client;
    }

    public static Task SendAsync(this ClientWebSocket client, string text) =>
        client.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    public static async Task<string> ReceiveTextAsync(this ClientWebSocket client)
    {
        var buffer = new byte[4096];
        WebSocketReceiveResult received = await client.ReceiveAsync(buffer, CancellationToken.None).WaitAsync(Patience.Long);
        return Encoding.UTF8.GetString(buffer, 0, received.Count);
    }

    /// <summary>Reads on until the server's close frame, and answers it.</summary>
    public static async Task<(int? Code, string? Reason)> ReceiveCloseAsync(this ClientWebSocket client)
    {
        var buffer = new byte[4096];
        while (client.State is WebSocketState.Open or WebSocketState.CloseSent)
            await client.ReceiveAsync(buffer, CancellationToken.None).WaitAsync(Patience.Long);

        if (client.State == WebSocketState.CloseReceived)
            await client.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", CancellationToken.None).WaitAsync(Patience.Long);
        return ((int?)client.CloseStatus, client.CloseStatusDescription);
    }
}
