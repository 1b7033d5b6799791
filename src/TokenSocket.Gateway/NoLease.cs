namespace TokenSocket.Gateway;

/// <summary>Stands for a token where the dialect has none in the handshake.</summary>
internal sealed class NoLease : ITokenLease
{
    public static readonly NoLease Instance = new();

    public string? Owner => null;

    public CancellationToken Deleted => CancellationToken.None;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
