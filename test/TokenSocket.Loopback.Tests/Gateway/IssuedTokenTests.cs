using System.Net.Http.Json;
using System.Net.WebSockets;
using TokenSocket.CloseCodes;
using TokenSocket.Dialects;
using TokenSocket.Gateway;

namespace TokenSocket.Loopback.Tests.Gateway;

/// <summary>From the client's secret to the end of its token, by the clock of the machine.</summary>
internal sealed class IssuedTokenTests
{
    private static readonly KeyValuePair<string, string>[] Form =
    [
        new("grant_type", "client_credentials"), new("client_id", "app"), new("client_secret", "hush"),
    ];

    [TestCase("tokensocket", "token: {0}", 4002)]
    [TestCase("wiresocket", Client.Offered + ": access_token, {0}", 4002)]
    [TestCase("lsports", "Authorization: Bearer {0}", 4401)]
    public async Task Connection_is_closed_with_the_code_of_the_dialect(string dialect, string header, int code)
    {
        await using LoopbackGateway server = await LoopbackGateway.StartAsync(options =>
        {
            options.Dialect = KnownDialects.Find(dialect)!;
            options.Session = SessionKind.Plain;
        });
        server.Issuer.AddClient("app", "hush");
        server.Issuer.AccessTokenLifetime = TimeSpan.FromSeconds(2);
        using var http = new HttpClient();
        bool isJson = dialect == "lsports";
        using HttpContent body = isJson ? JsonContent.Create(new { clientId = "app", secret = "hush" }) : new FormUrlEncodedContent(Form);

        using HttpResponseMessage answer = await http.PostAsync(server.TokenUrl, body);
        string token = await IssuerHost.TextOfAsync(answer, isJson ? "accessToken" : "access_token");
        using ClientWebSocket client = await Client.DialAsync(server.Url, string.Format(null, header, token));

        Assert.That(server.Gateway.Connections.Single().Owner, Is.EqualTo("app"));
        Assert.That((await client.ReceiveCloseAsync()).Code, Is.EqualTo(code));
        Assert.That(server.Gateway.TokensRejected, Is.Zero);
    }
}
