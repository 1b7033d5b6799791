using TokenSocket.Notices;

namespace TokenSocket.Cli;

/// <summary>The steps that a client takes: the token, where it is to be fetched; the upgrade with it, on a connection of its own; the session; and the first end.</summary>
/// <param name="options">Good options.</param>
/// <param name="watch">How long an open connection is watched.</param>
/// <param name="host">What is around.</param>
/// <param name="lines">Told of each step.</param>
internal sealed class ClientCheck(TokenSocketOptions options, TimeSpan watch, ToolHost host, StepLines lines)
{
    private readonly OneDial _dial = new(host.Services.TransportFactory);
    private readonly TaskCompletionSource _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<Disconnected> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether every step went well.</summary>
    /// <exception cref="OperationCanceledException">It was interrupted before the connection was open.</exception>
    public async Task<bool> RunAsync()
    {
        var client = new TokenSocketClient(options, host.Services with { TransportFactory = _dial });
        await using var owned = client.ConfigureAwait(false);
        using var notices = client.Notices.Subscribe(Hear);
        await client.StartAsync(CancellationToken.None).ConfigureAwait(false);
        return (options.OAuth is null || await CameAboutAsync("Token", _dial.Dialled, $"From {OptionsCheck.Show(options.OAuth.TokenUrl)}.").ConfigureAwait(false))
            && await CameAboutAsync("Upgrade", _dial.Upgraded, "101 Switching Protocols").ConfigureAwait(false)
            && await CameAboutAsync("Session", _connected.Task, "Open.").ConfigureAwait(false)
            && await StaysOpenAsync().ConfigureAwait(false);
    }

    private void Hear(ConnectionNotice notice)
    {
        switch (notice)
        {
            case Connected:
                _connected.TrySetResult();
                break;
            case Disconnected end:
                _ended.TrySetResult(end);
                break;
        }
    }

    // The client bounds both by its own timeouts.
    private async Task<bool> CameAboutAsync(string step, Task done, string text)
    {
        await Task.WhenAny(done, _ended.Task).WaitAsync(host.Stop).ConfigureAwait(false);
        if (done.IsCompleted)
        {
            lines.Pass(step, text);
            return true;
        }

        Fail(_dial.Dialled.IsCompleted ? step : "Token", await _ended.Task.ConfigureAwait(false));
        return false;
    }

    private async Task<bool> StaysOpenAsync()
    {
        var time = host.Services.TimeProvider;
        var since = time.GetTimestamp();
        using var over = CancellationTokenSource.CreateLinkedTokenSource(host.Stop);
        await Task.WhenAny(_ended.Task, Task.Delay(watch, time, over.Token)).ConfigureAwait(false);
        await over.CancelAsync().ConfigureAwait(false);
        if (_ended.Task.IsCompleted)
        {
            Fail("End", await _ended.Task.ConfigureAwait(false));
            return false;
        }

        lines.Pass("End", $"Still open after {Durations.Seconds(time.GetElapsedTime(since))}.");
        return true;
    }

    private void Fail(string step, Disconnected end) => lines.Fail(step, end.Info, end.Rule, end.Verdict);
}
