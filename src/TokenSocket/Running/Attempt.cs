using System.Diagnostics.CodeAnalysis;
using TokenSocket.Credentials;
using TokenSocket.Notices;
using TokenSocket.Transport;

namespace TokenSocket.Running;

/// <summary>One attempt and what came of it: a token, a connection, an end.</summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "The sources have neither a timer nor a wait handle, and may be cancelled at any time after the end.")]
internal sealed class Attempt(int epoch, Attempt? previous)
{
    // A server that renews in band may speak of any of the last few.
    private const int FormerTokens = 4;

    private readonly CancellationTokenSource _givenUp = new();
    private readonly CancellationTokenSource _over = new();
    private readonly TaskCompletionSource _closed = new();
    private readonly Uri? _lastAddress = previous?.LastAddress;
    private volatile AccessToken[] _former = previous?._former ?? [];
    private volatile ITransport? _transport;

    public int Epoch { get; } = epoch;

    /// <summary>Whether a server has named the address that it dials.</summary>
    public bool IsRedirected { get; init; }

    /// <summary>Cancelled when nothing of the attempt counts any more.</summary>
    public CancellationToken GivenUp => _givenUp.Token;

    /// <summary>Done when no socket of an earlier attempt is open any more.</summary>
    public Task Clear { get; } = previous?.Closed ?? Task.CompletedTask;

    /// <summary>Done when no socket of this attempt or an earlier one is open any more.</summary>
    public Task Closed => Address is null ? Clear : Task.WhenAll(Clear, _closed.Task);

    /// <summary>Cancelled when there is no connection to care for any more: it has ended, or a goodbye is on its way.</summary>
    public CancellationToken Over => _over.Token;

    /// <summary>The token of this attempt; before it is fetched that of the attempt before.</summary>
    public AccessToken? Token { get; private set; } = previous?.Token;

    /// <summary>The token that the server saw last: with the dial, or in band; before that, in the attempt before.</summary>
    public AccessToken? Presented { get; private set; } = previous?.Presented;

    /// <summary>The token at hand, and those of which a server may still speak.</summary>
    public IEnumerable<AccessToken?> KnownTokens => [Token, Presented, .. _former];

    /// <summary>What it was dialled with; null until then.</summary>
    public AttemptSettings? Settings { get; set; }

    /// <summary>Where it dials; null until the order comes, and once more another where discovery names one.</summary>
    public Uri? Address { get; set; }

    /// <summary>Where it dials; before the order comes, where the attempt before did.</summary>
    public Uri? LastAddress => Address ?? _lastAddress;

    public ITransport? Transport => _transport;

    /// <summary>The notice without what only this client and its server know.</summary>
    public ConnectionNotice Mask(ConnectionNotice notice) => NoticeMask.Apply(notice, () => new Secrets(KnownTokens, LastAddress));

    /// <summary>This is the token from now on.</summary>
    public void Take(AccessToken? token)
    {
        if (token != Token && Token is not null)
        {
            _former = [Token, .. _former.Take(FormerTokens - 1)];
        }

        Token = token;
    }

    /// <summary>The token at hand goes out.</summary>
    public void Present() => Presented = Token;

    /// <summary>From now on an abort drops this connection.</summary>
    public void Use(ITransport transport)
    {
        _transport = transport;
        if (_givenUp.IsCancellationRequested)
        {
            transport.Abort();
        }
    }

    /// <summary>The connection needs no more care.</summary>
    public void Finish() => Cancel(_over);

    /// <summary>The socket is gone.</summary>
    public void Close()
    {
        Finish();
        _transport = null;
        _closed.TrySetResult();
    }

    /// <summary>Drops whatever is under way.</summary>
    public void Abort()
    {
        Finish();
        Cancel(_givenUp);
        _transport?.Abort();
    }

    private static void Cancel(CancellationTokenSource source)
    {
        try
        {
            source.Cancel();
        }
        catch (AggregateException)
        {
            // What a token provider or a transport had registered threw. It is cancelled all the same.
        }
    }
}
