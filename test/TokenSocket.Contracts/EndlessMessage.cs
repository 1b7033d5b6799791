namespace TokenSocket.Contracts;

/// <summary>A server whose first message never ends.</summary>
/// <param name="beginning">What comes first, in hex.</param>
/// <param name="again">What stands before each kilobyte, in hex.</param>
internal sealed class EndlessMessage(string beginning, string again)
{
    private const int PieceSize = 1020;
    private const int Pieces = 16;

    public static readonly TestCaseData[] All =
    [
        new TestCaseData("827f0000000080000000", "").SetArgDisplayNames("2 GiB announced"),
        new TestCaseData("827f7fffffffffffffff", "").SetArgDisplayNames("8 EiB announced"),
        new TestCaseData("020100", "007e03fc").SetArgDisplayNames("fragments without end"),
    ];

    private readonly TaskCompletionSource<int?> _goodbye = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>How many bytes have been sent.</summary>
    public long Sent { get; private set; }

    /// <summary>The code with which the client closes, within ten seconds; null where it does not.</summary>
    public Task<int?> GoodbyeAsync() => _goodbye.Task.WaitAsync(Patience.Long);

    /// <summary>For <see cref="RawServer"/>.</summary>
    public async Task ServeAsync(Stream stream, CancellationToken stopping)
    {
        byte[] pieces = [.. Enumerable.Repeat((byte[])[.. Convert.FromHexString(again), .. new byte[PieceSize]], Pieces).SelectMany(static one => one)];
        await RawServer.UpgradeAsync(stream, Convert.FromHexString(beginning), stopping);
        var reading = Peer.ReadGoodbyeAsync(stream, stopping);
        await Peer.FloodAsync(stream, pieces, () => Sent += pieces.Length, stopping);
        _goodbye.SetResult(await reading);
    }
}
