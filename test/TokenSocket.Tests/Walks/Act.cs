namespace TokenSocket.Tests.Walks;

/// <summary>What one step of a walk does. Names a call on the client, a deed of the server, or that time passes.</summary>
internal enum Act
{
    Start,
    Stop,
    Connect,
    CancelConnect,
    Reconnect,
    Dispose,
    Replace,
    Send,
    TrySend,
    Reload,
    Close,
    Answer,
    AnswerLast,
    Message,
    BreakSends,
    Goodbyes,
    Provider,
    Advance,
}
