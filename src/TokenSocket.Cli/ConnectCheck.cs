using System.Net.Sockets;
using System.Security.Authentication;
using TokenSocket.CloseCodes;
using TokenSocket.Transport;

namespace TokenSocket.Cli;

/// <summary>Goes the way to a server step by step, once: DNS, TCP, TLS, upgrade, session, and what ends it.</summary>
/// <param name="options">Good options.</param>
/// <param name="watch">How long an open connection is watched.</param>
/// <param name="host">What is around.</param>
internal sealed class ConnectCheck(TokenSocketOptions options, TimeSpan watch, ToolHost host)
{
    private readonly StepLines _lines = new(host);
    private readonly Uri _gateway = options.GatewayUrl!;
    private readonly CloseDialect _dialect = options.Dialect with { Overrides = [.. options.Dialect.Overrides, .. options.CloseCodes] };

    /// <summary>Tells each step as it is over, and ends at the first that fails.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    /// <exception cref="IOException">Stdout cannot be written, or nobody reads it.</exception>
    public async Task<int> RunAsync()
    {
        try
        {
            return await ReachAsync().ConfigureAwait(false) && await new ClientCheck(options, watch, host, _lines).RunAsync().ConfigureAwait(false)
                ? ExitCode.Done
                : ExitCode.Failed;
        }
        catch (OperationCanceledException)
        {
            host.WriteLines(["Interrupted."]);
            return ExitCode.Failed;
        }
    }

    private async Task<bool> ReachAsync()
    {
        if ((options.Proxy ?? SystemProxy()) is { } proxy)
        {
            foreach (var step in (string[])["DNS", "TCP", "TLS"])
            {
                _lines.Skip(step, $"It goes through the proxy {Setting.ProxyOf(proxy)}.");
            }

            return true;
        }

        using var probe = new NetworkProbe(_gateway, host.Resolve);
        return await StepAsync("DNS", probe.ResolveAsync).ConfigureAwait(false)
            && await StepAsync("TCP", probe.ConnectAsync).ConfigureAwait(false)
            && await SecureAsync(probe).ConfigureAwait(false);
    }

    private async Task<bool> SecureAsync(NetworkProbe probe)
    {
        if (_gateway.Scheme == "ws")
        {
            _lines.Skip("TLS", "There is none over ws://.");
            return true;
        }

        CertificateSeen? seen = null;
        var now = host.Services.TimeProvider.GetUtcNow();
        var isSecure = await StepAsync("TLS", async cancellation =>
        {
            seen = await probe.SecureAsync(cancellation).ConfigureAwait(false);
            return seen.Fault is null ? seen.ToText(now) : throw new AuthenticationException(seen.ToText(now));
        }, () => seen?.Fault).ConfigureAwait(false);
        return isSecure;
    }

    private async Task<bool> StepAsync(string step, Func<CancellationToken, Task<string>> act, Func<string?>? certificateFault = null)
    {
        using var timeout = new CancellationTokenSource(options.ConnectTimeout, host.Services.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, host.Stop);
        try
        {
            _lines.Pass(step, await act(either.Token).ConfigureAwait(false));
            return true;
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !host.Stop.IsCancellationRequested)
        {
            Fail(step, new DisconnectInfo(DisconnectCause.TimedOut), $"It took longer than ConnectTimeout, {Durations.Show(options.ConnectTimeout)}.");
        }
        catch (SocketException e)
        {
            Fail(step, new DisconnectInfo(DisconnectCause.Unreachable), e.Message);
        }
        catch (Exception e) when (e is AuthenticationException or IOException)
        {
            Fail(step, HandshakeFailure.Classify(e, certificateFault?.Invoke()) with { Cause = DisconnectCause.TlsFailed }, e.Message);
        }

        return false;
    }

    private void Fail(string step, DisconnectInfo info, string fact)
    {
        var rule = _dialect.Find(info);
        _lines.Fail(step, $"{rule.Name}: {rule.Message}", ServerText.Clean(fact), $"What to do: {(step == "DNS" ? "Check the host's name in GatewayUrl, and the name servers of this machine." : rule.Resolution)}");
    }

    // As the transport asks it, where the options name none.
    private Uri? SystemProxy() => HttpClient.DefaultProxy.IsBypassed(_gateway) ? null : HttpClient.DefaultProxy.GetProxy(_gateway);
}
