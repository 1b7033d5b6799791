using System.Threading.Channels;
using TokenSocket.CloseCodes;
using TokenSocket.Credentials;
using TokenSocket.Gateway;
using TokenSocket.Testing;

namespace TokenSocket.Loopback.Tests.Client;

/// <summary>A gateway that acts a dialect's server, another to be sent to, and a client that speaks the dialect.</summary>
internal sealed class RowStage : IAsyncDisposable
{
    public const string Same = "owner of the first token";
    public const string Fresh = "owner of the fresh token";

    private readonly DialectRow _acted;
    private readonly Channel<GatewayConnection> _connections = Channel.CreateUnbounded<GatewayConnection>();
    private readonly FakeTokens _tokens = new();
    private LoopbackGateway _server = null!;
    private LoopbackGateway? _elsewhere;
    private Rig _rig = null!;

    private RowStage(DialectRow acted) => _acted = acted;

    /// <summary>The row's verdict, where no option has its say.</summary>
    public ReconnectVerdict Verdict => _acted.Row.Meaning == CloseMeaning.DuplicateConnection ? ReconnectVerdict.Never : _acted.Row.Verdict;

    public string Words => _elsewhere is null ? DialectRow.WordsOf(_acted.Row) : $"REDIRECT:{_elsewhere.Url}";

    /// <summary>Whether the server looks at the token before it upgrades; inside a session of Pusher's it is a capability, and nobody's.</summary>
    public bool KnowsOwner => _acted.Dialect is { Session: not SessionKind.Pusher, Token.In: not TokenLocation.None };

    public TokenSocketClient Client => _rig.Client;

    public NoticeRecorder Notices => _rig.Notices;

    public IEnumerable<TokenReason> Asked => _tokens.Requests.Select(request => request.Why);

    /// <summary>How many handshakes came to the gateway, and to the other.</summary>
    public long[] Handshakes => [_server.Gateway.HandshakesSeen, _elsewhere?.Gateway.HandshakesSeen ?? 0];

    public static async Task<RowStage> SetAsync(DialectRow acted, TimeSpan firstWait)
    {
        var stage = new RowStage(acted);
        stage._server = await stage.ServeAsync();
        if (acted.Row.Verdict == ReconnectVerdict.AtNewAddress)
        {
            stage._elsewhere = await stage.ServeAsync();
        }

        stage._tokens.AnswerWith(stage.Answer);
        var options = new TokenSocketOptions
        {
            GatewayUrl = stage._server.Url,
            Dialect = acted.Dialect,
            InitialReconnectInterval = firstWait,
            MaxReconnectInterval = firstWait,
            ReconnectJitter = 0,
            Headers = acted.Dialect.RequiredHeaders.ToDictionary(name => name, _ => "4711", StringComparer.OrdinalIgnoreCase),
        };
        stage._rig = new Rig(options, PartsUnderTest.Services() with { TokenProvider = stage._tokens });
        return stage;
    }

    /// <summary>The client dials, and meets its end.</summary>
    public async Task ActAsync(TimeSpan retryAfter)
    {
        if (_acted.IsRefusal)
        {
            _server.Gateway.ActOnHandshakes(_acted.Row, _acted.Number, retryAfter: retryAfter);
            await Client.StartAsync();
            return;
        }

        await Client.StartAsync();
        var connection = await NextConnectionAsync();
        await connection.ActAsync(_acted.Row, _acted.Number, _elsewhere?.Url);
    }

    public async Task<GatewayConnection> NextConnectionAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        return await _connections.Reader.ReadAsync(patience.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _rig.DisposeAsync();
        await _server.DisposeAsync();
        if (_elsewhere is not null)
        {
            await _elsewhere.DisposeAsync();
        }
    }

    private async Task<LoopbackGateway> ServeAsync()
    {
        var server = await LoopbackGateway.StartAsync(options =>
        {
            options.Dialect = _acted.Dialect;
            options.OnConnected = (connection, _) => _connections.Writer.WriteAsync(connection, CancellationToken.None);
        });
        server.Tokens.Issue("first-token", Same);
        server.Tokens.Issue("fresh-token", Fresh);
        return server;
    }

    private ValueTask<AccessToken?> Answer(TokenRequest request, CancellationToken cancellationToken)
    {
        if (request.Why != TokenReason.Rejected)
        {
            return ValueTask.FromResult<AccessToken?>(new AccessToken("first-token"));
        }

        // A server that refused the old token takes the fresh one.
        _server.Gateway.AcceptHandshakes();
        return ValueTask.FromResult<AccessToken?>(new AccessToken("fresh-token"));
    }
}
