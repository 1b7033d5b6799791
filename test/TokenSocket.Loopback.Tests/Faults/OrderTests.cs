using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using TokenSocket.Gateway;
using TokenSocket.Loopback.Tests.Client;
using TokenSocket.Tests.Faults;

namespace TokenSocket.Loopback.Tests.Faults;

[Category("Fault")]
public sealed class OrderTests
{
    private const int Threads = 8;
    private const int MessagesPerThread = 12_500;

    [Test]
    public async Task Row06_Nothing_overtakes_across_text_and_binary_in_100_000_messages_from_eight_threads()
    {
        var received = new BlockingCollection<string>();
        await using var server = await LoopbackGateway.StartAsync(options => options.OnMessage = (_, message, ended) =>
        {
            received.Add(message.Text, ended);
            return ValueTask.CompletedTask;
        });
        var (rig, _) = await Rig.ConnectedAsync(server);

        await Task.WhenAll(Enumerable.Range(0, Threads).Select(thread => Task.Run(() => SendAllAsync(rig.Client, thread))));
        var last = new int[Threads];
        var inversions = 0;
        for (var n = 0; n < Threads * MessagesPerThread; n++)
        {
            Assert.That(received.TryTake(out var message, TimeSpan.FromSeconds(10)), Is.True);
            var parts = message!.Split(' ').Select(part => int.Parse(part, CultureInfo.InvariantCulture)).ToArray();
            var (thread, number) = (parts[0], parts[1]);
            inversions += number == last[thread] + 1 ? 0 : 1;
            last[thread] = number;
        }

        Row.Measured(6, $"{inversions} inversions in {Threads * MessagesPerThread} messages from {Threads} threads");
        Assert.That(inversions, Is.Zero);
        await rig.DisposeAsync();
    }

    private static async Task SendAllAsync(TokenSocketClient client, int thread)
    {
        for (var n = 1; n <= MessagesPerThread; n++)
        {
            var text = $"{thread} {n}";
            await (n % 2 == 0 ? client.SendAsync(text) : client.SendAsync(Encoding.UTF8.GetBytes(text)));
        }
    }
}
