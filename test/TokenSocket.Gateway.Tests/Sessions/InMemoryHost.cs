using System.IO.Pipelines;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging.Abstractions;
using TokenSocket.Testing;

namespace TokenSocket.Gateway.Tests.Sessions;

/// <summary>A gateway whose clients dial over pipes, in virtual time.</summary>
internal sealed class InMemoryHost
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly TokenGatewayOptions _options;
    private readonly GatewayEndpoint _endpoint;

    public InMemoryHost(Action<TokenGatewayOptions> configure)
    {
        _options = new TokenGatewayOptions();
        configure(_options);
        Gateway = new TokenGateway(Tokens, _options, Time, NullLogger<TokenGateway>.Instance);
        _endpoint = new GatewayEndpoint(Gateway, _options, Time, NullLogger.Instance, CancellationToken.None);
    }

    public VirtualTime Time { get; } = new();

    public InMemoryTokenRegistry Tokens { get; } = new();

    public TokenGateway Gateway { get; }

    /// <summary>A handshake that is answered with a status.</summary>
    public async Task<(int Status, string Body)> RefusedAsync(string path, params (string Name, string Value)[] headers)
    {
        DefaultHttpContext context = Handshake(path, headers);
        using var body = new MemoryStream();
        context.Response.Body = body;
        context.Features.Set<IHttpUpgradeFeature>(new Upgrade(Stream.Null));
        await _endpoint.ServeAsync(context).WaitAsync(Patience);
        return (context.Response.StatusCode, Encoding.UTF8.GetString(body.ToArray()));
    }

    /// <summary>A client whose handshake is accepted.</summary>
    public InMemoryClient Dial(string path, params (string Name, string Value)[] headers)
    {
        var up = new Pipe();
        var down = new Pipe();
        DefaultHttpContext context = Handshake(path, headers);
        return new InMemoryClient(
            new DuplexStream(down.Reader.AsStream(), up.Writer.AsStream()),
            ServeAsync(context, new DuplexStream(up.Reader.AsStream(), down.Writer.AsStream())));
    }

    private static DefaultHttpContext Handshake(string path, (string Name, string Value)[] headers)
    {
        string[] parts = path.Split('?', 2);
        var context = new DefaultHttpContext();
        context.Request.Method = "GET";
        context.Request.Path = parts[0];
        context.Request.QueryString = new QueryString(parts.Length > 1 ? "?" + parts[1] : "");
        context.Request.Headers.Upgrade = "websocket";
        context.Request.Headers.SecWebSocketVersion = "13";
        context.Request.Headers.SecWebSocketKey = "dGhlIHNhbXBsZSBub25jZQ==";
        foreach ((string name, string value) in headers)
            context.Request.Headers[name] = value;
        return context;
    }

    // As a server does, it ends the connection when the endpoint is done with it; the client waits a second for that.
    private async Task ServeAsync(DefaultHttpContext context, DuplexStream stream)
    {
        context.Features.Set<IHttpUpgradeFeature>(new Upgrade(stream));
        await _endpoint.ServeAsync(context);
        await stream.DisposeAsync();
    }

    private sealed class Upgrade(Stream stream) : IHttpUpgradeFeature
    {
        public bool IsUpgradableRequest => true;

        public Task<Stream> UpgradeAsync() => Task.FromResult(stream);
    }
}
