using TokenSocket.Dialects;
using TokenSocket.Gateway;

namespace WireSocket;

/// <summary>A gateway that acts one region of WireSocket: it takes the token as a subprotocol, and sends back what it gets.</summary>
internal sealed class Region(string name, LoopbackGateway gateway) : IAsyncDisposable
{
    public string Name => name;

    public Uri Url => gateway.Url;

    public TokenGateway Gateway => gateway.Gateway;

    public static async Task<Region> OpenAsync(string name) => new(name, await LoopbackGateway.StartAsync(options =>
    {
        options.Dialect = KnownDialects.WireSocket;
        options.OnMessage = static async (connection, message, ended) => await connection.SendAsync(message.Bytes, ended);
    }));

    /// <summary>Lets a token in. WireSocket's are signed, so that every region can judge them; one that is acted here has to be told.</summary>
    public void LetIn(string token, string owner) => gateway.Tokens.Issue(token, owner);

    /// <summary>Closes the one connection as this row of WireSocket's table does.</summary>
    public Task CloseAsync(int code, Region? other = null) =>
        Gateway.Connections.Single().ActAsync(KnownDialects.WireSocket.Find(code), address: other?.Url);

    public ValueTask DisposeAsync() => gateway.DisposeAsync();
}
