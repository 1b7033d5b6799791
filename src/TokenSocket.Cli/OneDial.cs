using TokenSocket.CloseCodes;
using TokenSocket.Messages;
using TokenSocket.Transport;

namespace TokenSocket.Cli;

/// <summary>Dials once, whatever a verdict says to come back for, and tells when the upgrade came about. Made for one client.</summary>
/// <param name="network">What dials.</param>
internal sealed class OneDial(ITransportFactory network) : ITransportFactory
{
    private readonly TaskCompletionSource _upgraded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _dialled = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the server has upgraded.</summary>
    public Task Upgraded => _upgraded.Task;

    /// <summary>Completes when something is dialled: before that, there is a token to be had.</summary>
    public Task Dialled => _dialled.Task;

    public ITransport Create(TransportRequest request) => _dialled.TrySetResult() ? new Dial(network.Create(request), _upgraded) : new Nowhere();

    private sealed class Dial(ITransport transport, TaskCompletionSource upgraded) : ITransport
    {
        public async ValueTask<DisconnectInfo?> OpenAsync(CancellationToken cancellationToken)
        {
            var end = await transport.OpenAsync(cancellationToken).ConfigureAwait(false);
            if (end is null)
            {
                upgraded.TrySetResult();
            }

            return end;
        }

        public ValueTask<DisconnectInfo> RunAsync(Func<SocketMessage, ValueTask> receive) => transport.RunAsync(receive);

        public ValueTask SendAsync(MessageKind kind, ReadOnlyMemory<byte> payload) => transport.SendAsync(kind, payload);

        public ValueTask CloseAsync(int code) => transport.CloseAsync(code);

        public void Abort() => transport.Abort();

        public ValueTask DisposeAsync() => transport.DisposeAsync();
    }

    /// <summary>Never touches the network.</summary>
    private sealed class Nowhere : ITransport
    {
        private static readonly DisconnectInfo End = new(DisconnectCause.Requested);

        public ValueTask<DisconnectInfo?> OpenAsync(CancellationToken cancellationToken) => new(End);

        public ValueTask<DisconnectInfo> RunAsync(Func<SocketMessage, ValueTask> receive) => new(End);

        public ValueTask SendAsync(MessageKind kind, ReadOnlyMemory<byte> payload) => ValueTask.CompletedTask;

        public ValueTask CloseAsync(int code) => ValueTask.CompletedTask;

        public void Abort()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
