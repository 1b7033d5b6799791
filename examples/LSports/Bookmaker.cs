using TokenSocket.Dialects;
using TokenSocket.Gateway;

namespace LSports;

/// <summary>LSports' side of the story, acted by the gateway.</summary>
internal static class Bookmaker
{
    /// <summary>Listens, and knows one customer.</summary>
    public static async Task<LoopbackGateway> OpenAsync()
    {
        var bet = 0;
        var server = await LoopbackGateway.StartAsync(gateway =>
        {
            gateway.Dialect = KnownDialects.LSports;
            gateway.SocketIo.OnEvent = async (customer, said, _) =>
            {
                if (said.Name == "join")
                {
                    bet++;
                    await customer.EmitAsync("RESERVE_BET_ACCEPT", new { betId = bet, stake = bet * 10 });
                    bet++;
                    await customer.EmitAsync("RESERVE_BET_REJECT", new { betId = bet, reason = "the price has changed" });
                }

                return null;
            };
        });
        server.Issuer.AddClient("customer-4711", "its-secret");
        return server;
    }
}
