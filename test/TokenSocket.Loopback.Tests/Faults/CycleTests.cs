using TokenSocket.Contracts;
using TokenSocket.Gateway;
using TokenSocket.Notices;
using TokenSocket.Tests.Faults;

namespace TokenSocket.Loopback.Tests.Faults;

/// <summary>What reconnects and option reloads leave behind, in a process of client and server.</summary>
[NonParallelizable]
public sealed class CycleTests
{
    private const int WarmUp = 500;

    /// <summary>The runtime keeps some timers of a closed connection for a second.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Test]
    [Category("Fault")]
    public Task Row11_500_reconnects_and_reloads_leave_nothing_behind() => CycleAsync(500);

    /// <summary>Takes half a minute: <c>dotnet test --filter Category=Soak</c>.</summary>
    [Test]
    [Explicit("It takes long; the same with 500 cycles runs always.")]
    [Category("Soak")]
    public Task Row11_10_000_reconnects_and_reloads_leave_nothing_behind() => CycleAsync(10_000);

    private static async Task CycleAsync(int cycles)
    {
        await using var server = await LoopbackGateway.StartAsync();
        await using var client = new TokenSocketClient(new TokenSocketOptions { GatewayUrl = server.Url, Token = server.Tokens.IssueRandom() }, PartsUnderTest.Services());
        await client.ConnectAsync();
        await CycleAsync(client, WarmUp);
        await Task.Delay(Settling);
        var before = Footprint.Take();
        var handshakes = server.Gateway.HandshakesSeen;

        await CycleAsync(client, cycles);

        var after = await before.ReturnAsync(Patience);
        Row.Measured(11, $"{cycles} reconnects and as many reloads: before {before}; after {after}");
        Assert.That((client.CurrentStatus, server.Gateway.HandshakesSeen - handshakes), Is.EqualTo((ConnectionStatus.Connected, (long)cycles)));
        Assert.That(before.IsAtMost(after), Is.True, $"before {before}; after {after}");
    }

    /// <summary>Reloads one option of each kind: a switch, a maximum that counts at once, and those that hold from the next connect on.</summary>
    private static async Task CycleAsync(TokenSocketClient client, int cycles)
    {
        for (var n = 0; n < cycles; n++)
        {
            var isOdd = n % 2 == 1;
            client.UpdateOptions(client.Options with
            {
                ReconnectOnDuplicateConnection = isOdd,
                MaxOutage = isOdd ? TimeSpan.FromDays(1) : null,
                IdleTimeout = isOdd ? TimeSpan.FromHours(1) : TimeSpan.FromHours(2),
                SendQueue = new() { Capacity = 8, MaxAge = isOdd ? TimeSpan.FromHours(1) : null },
            });
            await client.ReconnectAsync();
            await client.ConnectAsync();
        }
    }
}
