namespace TokenSocket.Gateway.Sessions.Pusher;

/// <summary>One client of the acted Pusher server, from the open socket to its end. Thread-safe; one message is handed in at a time.</summary>
internal sealed class PusherSession : IDisposable
{
    private const int TokenExpired = 40142;
    private const int TokenRevoked = 40160;
    private const string RejectedToken = "The capability token is not accepted.";

    private readonly PusherChannels _hub;
    private readonly IPusherPeer _peer;
    private readonly PusherDoor _door;
    private readonly PusherRequests _requests;
    private readonly Heartbeat _heartbeat;
    private CapabilityToken? _token;
    private bool _isOver;

    public PusherSession(PusherChannels hub, IPusherPeer peer, PusherDoor door)
    {
        _hub = hub;
        _peer = peer;
        _door = door;
        SocketId = hub.NewSocketId();
        _requests = new PusherRequests(hub, this, door.AppKey);
        _heartbeat = new Heartbeat(hub.Options, OnSilence, hub.Time);
    }

    public string SocketId { get; }

    public PusherFrames Frames => _door.Frames;

    /// <summary>Greets the client, or turns it away.</summary>
    /// <param name="token">The capability token of the query, if there is one.</param>
    public async ValueTask BeginAsync(string? token)
    {
        PusherError? refusal = _door.Refusal;
        if (refusal is null && !string.IsNullOrEmpty(token))
            refusal = await TakeTokenAsync(token).ConfigureAwait(false);
        if (refusal is not null)
        {
            Fail(refusal);
            return;
        }

        lock (_hub.Gate)
        {
            Send(Frames.Established(SocketId, _hub.Options.ActivityTimeout));
            if (!_isOver)
                _heartbeat.Hear();
        }
    }

    /// <summary>The client sent this message, as text or binary.</summary>
    /// <returns>Whether it was a client event that was passed on.</returns>
    public async ValueTask<bool> ReceiveAsync(ReadOnlyMemory<byte> message)
    {
        PusherError? error = ClientFrame.Read(message, out ClientFrame frame);
        if (error is null && frame.Command == "auth")
            error = await RenewAsync(frame).ConfigureAwait(false);

        lock (_hub.Gate)
        {
            if (_isOver)
                return false;

            _heartbeat.Hear();
            error ??= _requests.Handle(frame);
            if (error is not null)
                Send(Frames.Error(error));
        }

        return error is null && frame.IsClientEvent;
    }

    /// <summary>Sends a frame; under the lock of the channels, so that all clients see one order.</summary>
    public void Send(string frame) => _ = SendAsync(frame);

    /// <inheritdoc cref="Send"/>
    /// <returns>Completes when whoever published may go on.</returns>
    public Task SendAsync(string frame) => _isOver ? Task.CompletedTask : _peer.SendAsync(frame);

    /// <summary>Tells the client of an error and goes on.</summary>
    public void Tell(PusherError error)
    {
        lock (_hub.Gate)
        {
            Send(Frames.Error(error));
        }
    }

    /// <summary>Tells the client of an error, then closes with its code and, as the protocol has it, without a reason.</summary>
    public void Fail(PusherError error)
    {
        lock (_hub.Gate)
        {
            Send(Frames.Error(error));
            Close(error.Code, reason: "");
        }
    }

    /// <summary>The connection has ended, or is about to.</summary>
    public void Dispose()
    {
        lock (_hub.Gate)
        {
            if (_isOver)
                return;

            _isOver = true;
            _heartbeat.Dispose();
            _hub.Table.LeaveAll(this);
            Forget(_token);
        }
    }

    private static void Forget(CapabilityToken? token)
    {
        // What comes of giving it back is reported where that is done.
        _ = token?.DisposeAsync().AsTask();
    }

    private void Close(int code, string reason)
    {
        if (_isOver)
            return;

        Dispose();
        _peer.Close(code, reason);
    }

    private void OnSilence()
    {
        lock (_hub.Gate)
        {
            if (_isOver)
                return;
            if (_heartbeat.TryAsk())
                Send(Frames.Ping);
            else
                Fail(PusherError.NoPong);
        }
    }

    private async Task<PusherError?> RenewAsync(ClientFrame frame)
    {
        if (PusherJson.ObjectIn(frame.Data) is not { } data || PusherJson.TextMember(data, "token") is not { Length: > 0 } token)
            return PusherError.Malformed("The auth event has no token.");
        if (await TakeTokenAsync(token).ConfigureAwait(false) is { } error)
            return error;

        lock (_hub.Gate)
        {
            Send(Frames.AuthSuccess(_token?.Owner, _token?.ExpiresAt));
        }

        return null;
    }

    private async Task<PusherError?> TakeTokenAsync(string token)
    {
        if (!Frames.IsV2)
            return PusherError.BadToken("Capability tokens need protocol V2.");

        TokenClaim? claim = await _hub.Tokens.ClaimAsync(token, SocketId).ConfigureAwait(false);
        if (claim is not TokenClaim.Granted granted)
            return claim is null ? PusherError.CannotJudge : PusherError.BadToken(RejectedToken);

        var taken = new CapabilityToken(granted.Lease, _hub.Options.TokenGrace, _hub.Time);
        lock (_hub.Gate)
        {
            bool isAnothers = _token is { } held && held.Owner != taken.Owner;
            if (_isOver || isAnothers)
            {
                Forget(taken);
                return PusherError.BadToken("A new capability token must be of the same client.");
            }

            Forget(_token);
            _token = taken;
            taken.Watch(OnTokenEnd);
        }

        return null;
    }

    private void OnTokenEnd(CapabilityToken token, TokenEnd end)
    {
        lock (_hub.Gate)
        {
            if (_isOver || token != _token)
                return;

            switch (end)
            {
                case TokenEnd.Expired:
                    Send(Frames.TokenExpired(TokenExpired, "expired"));
                    break;
                case TokenEnd.Overdue:
                    Close(PusherError.Unauthorized, "capability token expired");
                    break;
                default:
                    Send(Frames.TokenExpired(TokenRevoked, "revoked"));
                    Close(PusherError.Unauthorized, "capability token revoked");
                    break;
            }
        }
    }
}
