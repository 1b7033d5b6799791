using TokenSocket.CloseCodes;
using TokenSocket.Notices;

namespace TokenSocket.Cli;

/// <summary>One run of <c>listen</c>: a client, a view, and what ends it.</summary>
internal sealed class ListenRun
{
    private readonly ListenRequest _request;
    private readonly ToolHost _host;
    private readonly TokenSocketClient _client;
    private readonly IListenView _view;
    private readonly TaskCompletionSource<Stopped> _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<IOException> _unwritable = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ListenRun(ListenRequest request, ToolHost host, TokenSocketClient client, IListenView view) =>
        (_request, _host, _client, _view) = (request, host, client, view);

    /// <summary>Listens until asked to end or stopped for good.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    /// <exception cref="IOException">Stdout cannot be written, or nobody reads it.</exception>
    public static async Task<int> RunAsync(ListenRequest request, ToolHost host)
    {
        var (time, story) = (host.Services.TimeProvider, new Story(request.Options.GatewayUrl!));
        using var console = !request.Json && host.Screen() is { } screen ? new ConsoleView(screen, time, story) : null;
        IListenView view = request.Json ? new JsonView(host.Output, time) : console as IListenView ?? new PlainView(host.Output, time, story);
        var client = new TokenSocketClient(request.Options, host.Services with { ChannelAuthorizer = request.Channels.Authorizer });
        await using (client.ConfigureAwait(false))
        {
            return await new ListenRun(request, host, client, view).RunAsync().ConfigureAwait(false);
        }
    }

    private async Task<int> RunAsync()
    {
        _client.Notices.Subscribe(Tell);
        _client.Messages.Subscribe(message => Show(() => _view.Show(message)), static _ => { }, _drained.SetResult);
        foreach (var channel in _request.Channels.Names)
        {
            _client.Subscribe(channel);
        }

        await _client.StartAsync(CancellationToken.None).ConfigureAwait(false);
        await UntilOverAsync().ConfigureAwait(false);
        await _client.StopAsync(CancellationToken.None).ConfigureAwait(false);

        // A message may still be on its way to the view when the client has stopped; the last line is to be that it has.
        var stopped = await _stopped.Task.ConfigureAwait(false);
        await _client.DisposeAsync().ConfigureAwait(false);
        await _drained.Task.ConfigureAwait(false);
        Show(() => _view.Show(stopped));
        if (_unwritable.Task.IsCompleted)
        {
            throw await _unwritable.Task.ConfigureAwait(false);
        }

        return stopped.Reason.Kind switch
        {
            StopKind.Verdict => ExitCode.StoppedForGood,
            StopKind.GaveUp => ExitCode.GaveUp,
            _ => ExitCode.Done,
        };
    }

    private async Task UntilOverAsync()
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(_host.Stop);
        var asked = Task.Delay(_request.For ?? Timeout.InfiniteTimeSpan, _host.Services.TimeProvider, over.Token);
        await Task.WhenAny(_stopped.Task, _unwritable.Task, asked).ConfigureAwait(false);
        await over.CancelAsync().ConfigureAwait(false);
    }

    private void Tell(ConnectionNotice notice)
    {
        if (notice is Stopped stopped)
        {
            _stopped.TrySetResult(stopped);
            return;
        }

        Show(() => _view.Show(notice));
        if (notice is Connected)
        {
            SendAll();
        }
    }

    // All are handed over before the first has gone out, so that none can slip into the next connection behind its own.
    private void SendAll()
    {
        foreach (var text in _request.Send)
        {
            _ = _client.TrySendAsync(text, CancellationToken.None);
        }

        foreach (var emission in _request.Emissions)
        {
            _ = EmitAsync(emission);
        }
    }

    private async Task EmitAsync(Emission emission)
    {
        try
        {
            await _client.Emit(emission.Name, emission.Argument).ConfigureAwait(false);
        }
        catch (ArgumentException)
        {
            Show(() => _view.Show(new SessionWarning($"'{ServerText.Clean(emission.Name)}' was not emitted: it is larger than the server takes.")));
        }
        catch (Exception e) when (e is NotConnectedException or ObjectDisposedException)
        {
            // The connection ended first; the next one begins with it again.
        }
    }

    private void Show(Action show)
    {
        if (_unwritable.Task.IsCompleted)
        {
            return;
        }

        try
        {
            show();
        }
        catch (IOException e)
        {
            _unwritable.TrySetResult(e);
        }
    }
}
