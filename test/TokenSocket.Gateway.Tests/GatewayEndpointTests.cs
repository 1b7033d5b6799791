using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging.Abstractions;

namespace TokenSocket.Gateway.Tests;

/// <summary>What a real server does not do on order: an upgrade that fails.</summary>
internal sealed class GatewayEndpointTests
{
    [Test]
    public async Task Upgrade_that_fails_releases_the_token_and_the_place()
    {
        var tokens = new InMemoryTokenRegistry();
        tokens.Issue("secret");
        int heard = 0;
        var options = new TokenGatewayOptions
        {
            MaxConnections = 1,
            OnDisconnected = _ =>
            {
                heard++;
                return ValueTask.CompletedTask;
            },
        };
        var gateway = new TokenGateway(tokens, options, TimeProvider.System, NullLogger<TokenGateway>.Instance);
        var endpoint = new GatewayEndpoint(gateway, options, TimeProvider.System, NullLogger.Instance, CancellationToken.None);

        for (int i = 0; i < 2; i++)
            Assert.That(async () => await endpoint.ServeAsync(Handshake("secret")), Throws.InstanceOf<IOException>().With.Message.Not.Contains("secret"));

        Assert.That(gateway.Connections, Is.Empty);
        Assert.That(await tokens.ClaimAsync("secret", "next", CancellationToken.None), Is.InstanceOf<TokenClaim.Granted>());
        Assert.That(heard, Is.Zero);
    }

    private static DefaultHttpContext Handshake(string token)
    {
        var context = new DefaultHttpContext();
        context.Request.Method = "GET";
        context.Request.Headers.Upgrade = "websocket";
        context.Request.Headers.SecWebSocketVersion = "13";
        context.Request.Headers.SecWebSocketKey = "dGhlIHNhbXBsZSBub25jZQ==";
        context.Request.Headers["token"] = token;
        context.Features.Set<IHttpUpgradeFeature>(new BrokenUpgrade());
        return context;
    }

    private sealed class BrokenUpgrade : IHttpUpgradeFeature
    {
        public bool IsUpgradableRequest => true;

        public Task<Stream> UpgradeAsync() => throw new IOException("The client has gone.");
    }
}
